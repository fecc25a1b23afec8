package dev.millrace.kustomize.build;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldSpecs;
import dev.millrace.kustomize.fieldspec.FieldTable;
import dev.millrace.kustomize.fieldspec.FieldTables;
import dev.millrace.kustomize.kustomization.Kustomization.Changes;
import dev.millrace.kustomize.kustomization.Kustomization.Naming;
import dev.millrace.kustomize.kustomization.LabelRule;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Origin;
import dev.millrace.kustomize.resource.PathText;
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
import org.jspecify.annotations.Nullable;

/** Turns the fields of a kustomization into steps, in the order that kustomize has fixed. */
final class TransformSteps {
  private static final FieldSpec METADATA_LABELS = new FieldSpec(Gvk.ANY, "metadata/labels", true);

  private final BuildContext context;
  private final Target target;
  private final @Nullable Origin origin;
  private final List<PluginStep> steps = new ArrayList<>();

  TransformSteps(BuildContext context, Target target, @Nullable Origin origin) {
    this.context = context;
    this.target = target;
    this.origin = origin;
  }

  List<PluginStep> of(Changes changes, FieldTables tables) {
    PatchFactory patches = new PatchFactory(context, target.loader());
    List<String> merges = changes.patches().strategicMerge();
    if (!merges.isEmpty()) {
      add("PatchStrategicMergeTransformer", patches.legacyMerge(merges, ""));
    }
    changes.patches().patches().forEach(patch -> add("PatchTransformer", patches.patch(patch)));
    addNaming(changes.naming(), tables);
    addLabels(changes, tables);
    addEntries(
        "AnnotationsTransformer",
        changes.marks().commonAnnotations(),
        tables.get(FieldTable.COMMON_ANNOTATIONS));
    changes
        .patches()
        .json6902()
        .forEach(patch -> add("PatchJson6902Transformer", patches.legacyJson(patch)));
    changes
        .replicas()
        .forEach(
            replica ->
                add(
                    "ReplicaCountTransformer",
                    new ReplicaTransformer(replica, tables.get(FieldTable.REPLICAS))));
    changes
        .images()
        .forEach(
            image ->
                add(
                    "ImageTagTransformer",
                    new ImageTransformer(image, tables.get(FieldTable.IMAGES))));
    if (!changes.replacements().isEmpty()) {
      ReplacementFactory replacements = new ReplacementFactory(target.loader());
      add("ReplacementTransformer", replacements.of(changes.replacements()));
    }
    return steps;
  }

  private void addNaming(Naming naming, FieldTables tables) {
    if (!naming.namespace().isEmpty()) {
      List<FieldSpec> fields = tables.get(FieldTable.NAMESPACE);
      add(
          "NamespaceTransformer",
          new NamespaceTransformer(naming.namespace(), fields, Subjects.DEFAULT_ONLY, false));
    }
    if (!naming.prefix().isEmpty()) {
      List<FieldSpec> fields = tables.get(FieldTable.NAME_PREFIX);
      List<Gvk> skipped = context.defaults().withoutPrefix();
      add("PrefixTransformer", new AffixTransformer(Side.PREFIX, naming.prefix(), fields, skipped));
    }
    if (!naming.suffix().isEmpty()) {
      List<FieldSpec> fields = tables.get(FieldTable.NAME_SUFFIX);
      List<Gvk> skipped = context.defaults().withoutSuffix();
      add("SuffixTransformer", new AffixTransformer(Side.SUFFIX, naming.suffix(), fields, skipped));
    }
  }

  private void addLabels(Changes changes, FieldTables tables) {
    for (LabelRule rule : changes.marks().labels()) {
      add("LabelTransformer", new MapEntriesTransformer(rule.pairs(), labelFields(rule, tables)));
    }
    // The step for common labels is there, and reported as such, as soon as there are any labels.
    Map<String, String> common = changes.marks().commonLabels();
    if (!common.isEmpty() || !changes.marks().labels().isEmpty()) {
      List<FieldSpec> fields = tables.get(FieldTable.COMMON_LABELS);
      add("LabelTransformer", new MapEntriesTransformer(common, fields));
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

  private void addEntries(String kind, Map<String, String> entries, List<FieldSpec> fields) {
    if (!entries.isEmpty()) {
      add(kind, new MapEntriesTransformer(entries, fields));
    }
  }

  private void add(String kind, Transformer transformer) {
    steps.add(PluginStep.transforming(transformer, builtinOrigin(target, origin, kind)));
  }

  /** The origin that objects report for a builtin plugin of a kustomization. */
  static @Nullable Origin builtinOrigin(Target target, @Nullable Origin origin, String kind) {
    if (origin == null) {
      return null;
    }
    String folder = origin.path();
    String file =
        PathText.clean(folder.isEmpty() ? target.fileName() : folder + "/" + target.fileName());
    return new Origin("", file, Origin.Plugin.builtin(kind));
  }
}
