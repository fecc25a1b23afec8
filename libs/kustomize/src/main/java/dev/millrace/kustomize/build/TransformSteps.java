package dev.millrace.kustomize.build;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldSpecs;
import dev.millrace.kustomize.fieldspec.FieldTable;
import dev.millrace.kustomize.fieldspec.FieldTables;
import dev.millrace.kustomize.kustomization.Kustomization.Changes;
import dev.millrace.kustomize.kustomization.Kustomization.Naming;
import dev.millrace.kustomize.kustomization.LabelRule;
import dev.millrace.kustomize.problem.Problems;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Origin;
import dev.millrace.kustomize.transform.AffixTransformer;
import dev.millrace.kustomize.transform.AffixTransformer.Side;
import dev.millrace.kustomize.transform.ImageTransformer;
import dev.millrace.kustomize.transform.MapEntriesTransformer;
import dev.millrace.kustomize.transform.NamespaceTransformer;
import dev.millrace.kustomize.transform.NamespaceTransformer.Subjects;
import dev.millrace.kustomize.transform.ReplicaTransformer;
import dev.millrace.kustomize.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns the fields of a kustomization into steps, in the order that kustomize has fixed. */
final class TransformSteps {
  private static final FieldSpec METADATA_LABELS = new FieldSpec(Gvk.ANY, "metadata/labels", true);

  private final BuildContext context;
  private final Target target;
  private final @Nullable Origin origin;
  private final FieldErrors errors;
  private final List<PluginStep> steps = new ArrayList<>();
  private final Problems problems = new Problems();

  TransformSteps(BuildContext context, Target target, @Nullable Origin origin) {
    this.context = context;
    this.target = target;
    this.origin = origin;
    this.errors = new FieldErrors(target);
  }

  /** The steps; fails with the problems of all of them. */
  List<PluginStep> of(Changes changes, FieldTables tables) {
    PatchFactory patches = new PatchFactory(context, target.loader());
    List<String> merges = changes.patches().strategicMerge();
    if (!merges.isEmpty()) {
      add(
          "PatchStrategicMergeTransformer",
          List.of("patchesStrategicMerge"),
          () -> patches.legacyMerge(merges, ""));
    }
    addEach("PatchTransformer", "patches", changes.patches().patches(), patches::patch);
    addNaming(changes.naming(), tables);
    addLabels(changes, tables);
    addEntries(
        "AnnotationsTransformer",
        "commonAnnotations",
        changes.marks().commonAnnotations(),
        tables.get(FieldTable.COMMON_ANNOTATIONS));
    addEach(
        "PatchJson6902Transformer",
        "patchesJson6902",
        changes.patches().json6902(),
        patches::legacyJson);
    addEach(
        "ReplicaCountTransformer",
        "replicas",
        changes.replicas(),
        replica -> new ReplicaTransformer(replica, tables.get(FieldTable.REPLICAS)));
    addEach(
        "ImageTagTransformer",
        "images",
        changes.images(),
        image -> new ImageTransformer(image, tables.get(FieldTable.IMAGES)));
    if (!changes.replacements().isEmpty()) {
      ReplacementFactory replacements = new ReplacementFactory(target.loader());
      add(
          "ReplacementTransformer",
          List.of("replacements"),
          () -> replacements.of(changes.replacements()));
    }
    problems.throwIfAny();
    return steps;
  }

  private void addNaming(Naming naming, FieldTables tables) {
    if (!naming.namespace().isEmpty()) {
      List<FieldSpec> fields = tables.get(FieldTable.NAMESPACE);
      add(
          "NamespaceTransformer",
          List.of("namespace"),
          () -> new NamespaceTransformer(naming.namespace(), fields, Subjects.DEFAULT_ONLY, false));
    }
    if (!naming.prefix().isEmpty()) {
      List<FieldSpec> fields = tables.get(FieldTable.NAME_PREFIX);
      List<Gvk> skipped = context.defaults().withoutPrefix();
      add(
          "PrefixTransformer",
          List.of("namePrefix"),
          () -> new AffixTransformer(Side.PREFIX, naming.prefix(), fields, skipped));
    }
    if (!naming.suffix().isEmpty()) {
      List<FieldSpec> fields = tables.get(FieldTable.NAME_SUFFIX);
      List<Gvk> skipped = context.defaults().withoutSuffix();
      add(
          "SuffixTransformer",
          List.of("nameSuffix"),
          () -> new AffixTransformer(Side.SUFFIX, naming.suffix(), fields, skipped));
    }
  }

  private void addLabels(Changes changes, FieldTables tables) {
    List<LabelRule> rules = changes.marks().labels();
    addEach(
        "LabelTransformer",
        "labels",
        rules,
        rule -> new MapEntriesTransformer(rule.pairs(), labelFields(rule, tables)));
    // The step for common labels is there, and reported as such, as soon as there are any labels.
    Map<String, String> common = changes.marks().commonLabels();
    if (!common.isEmpty() || !rules.isEmpty()) {
      List<FieldSpec> fields = tables.get(FieldTable.COMMON_LABELS);
      add(
          "LabelTransformer",
          List.of("commonLabels"),
          () -> new MapEntriesTransformer(common, fields));
    }
  }

  private static List<FieldSpec> labelFields(LabelRule rule, FieldTables tables) {
    List<FieldSpec> fields = FieldSpecs.merge(rule.fields(), tables.get(FieldTable.LABELS));
    if (rule.includeSelectors()) {
      return FieldSpecs.merge(fields, tables.get(FieldTable.COMMON_LABELS));
    }
    if (rule.includeTemplates()) {
      fields = FieldSpecs.merge(fields, tables.get(FieldTable.TEMPLATE_LABELS));
    }
    if (rule.includeVolumeClaimTemplates()) {
      fields = FieldSpecs.merge(fields, tables.get(FieldTable.VOLUME_CLAIM_TEMPLATE_LABELS));
    }
    return FieldSpecs.merge(fields, List.of(METADATA_LABELS));
  }

  private void addEntries(
      String kind, String field, Map<String, String> entries, List<FieldSpec> fields) {
    if (!entries.isEmpty()) {
      add(kind, List.of(field), () -> new MapEntriesTransformer(entries, fields));
    }
  }

  private <T> void addEach(
      String kind, String field, List<T> entries, Function<T, Transformer> transformer) {
    for (int i = 0; i < entries.size(); i++) {
      T entry = entries.get(i);
      add(kind, List.of(field, String.valueOf(i)), () -> transformer.apply(entry));
    }
  }

  private void add(String kind, List<String> field, Supplier<Transformer> made) {
    problems.collect(
        () -> {
          Transformer transformer = errors.make(field, made);
          steps.add(
              PluginStep.transforming(
                  resources -> errors.run(field, () -> transformer.transform(resources)),
                  builtinOrigin(target, origin, kind)));
        });
  }

  /** The origin that objects report for a builtin plugin of a kustomization. */
  static @Nullable Origin builtinOrigin(Target target, @Nullable Origin origin, String kind) {
    return origin == null ? null : origin.ofBuiltin(kind, target.fileName());
  }
}
