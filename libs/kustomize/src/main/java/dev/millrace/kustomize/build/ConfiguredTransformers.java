package dev.millrace.kustomize.build;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.kustomization.Image;
import dev.millrace.kustomize.kustomization.Patch;
import dev.millrace.kustomize.kustomization.Replacement;
import dev.millrace.kustomize.kustomization.Replica;
import dev.millrace.kustomize.kustomization.Selectors;
import dev.millrace.kustomize.kustomization.StructReader;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.Selector;
import dev.millrace.kustomize.transform.AffixTransformer;
import dev.millrace.kustomize.transform.AffixTransformer.Side;
import dev.millrace.kustomize.transform.HashTransformer;
import dev.millrace.kustomize.transform.ImageTransformer;
import dev.millrace.kustomize.transform.MapEntriesTransformer;
import dev.millrace.kustomize.transform.NamespaceTransformer;
import dev.millrace.kustomize.transform.NamespaceTransformer.Subjects;
import dev.millrace.kustomize.transform.ReplicaTransformer;
import dev.millrace.kustomize.transform.Transformer;
import dev.millrace.kustomize.transform.ValueAddTransformer;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes builtin transformers from objects with the apiVersion {@code builtin}. */
final class ConfiguredTransformers {
  private final BuildContext context;
  private final Loader loader;

  ConfiguredTransformers(BuildContext context, Loader loader) {
    this.context = context;
    this.loader = loader;
  }

  Transformer of(Resource plugin, StructReader in) {
    return switch (plugin.kind()) {
      case "AnnotationsTransformer" ->
          new MapEntriesTransformer(in.textMap("annotations"), fieldSpecs(in));
      case "LabelTransformer" -> new MapEntriesTransformer(in.textMap("labels"), fieldSpecs(in));
      case "HashTransformer" -> new HashTransformer();
      case "ImageTagTransformer" ->
          new ImageTransformer(in.structOrEmpty("imageTag", Image::read), fieldSpecs(in));
      case "ReplicaCountTransformer" ->
          new ReplicaTransformer(in.structOrEmpty("replica", Replica::read), fieldSpecs(in));
      case "NamespaceTransformer" -> namespace(in);
      case "PrefixTransformer" -> affix(Side.PREFIX, in.text("prefix"), requiredSpecs(in));
      case "SuffixTransformer" -> affix(Side.SUFFIX, in.text("suffix"), requiredSpecs(in));
      case "PrefixSuffixTransformer" -> prefixSuffix(in);
      case "PatchStrategicMergeTransformer" ->
          patches().legacyMerge(in.texts("paths"), in.text("patches"));
      case "PatchJson6902Transformer" -> patches().legacyJson(jsonPatch(in));
      case "PatchTransformer" -> patches().patch(Patch.read(in));
      case "ReplacementTransformer" ->
          new ReplacementFactory(loader).of(in.list("replacements", Replacement::read));
      case "ValueAddTransformer" -> valueAdd(in);
      default -> throw new KustomizeException(plugin.kind() + " is not a builtin transformer");
    };
  }

  private PatchFactory patches() {
    return new PatchFactory(context, loader);
  }

  private static Patch jsonPatch(StructReader in) {
    Selector target = in.struct("target", Selectors::read);
    return new Patch(in.text("path"), in.text("jsonOp"), target, false, false);
  }

  private static Transformer namespace(StructReader in) {
    Subjects subjects = Subjects.of(in.text("setRoleBindingSubjects"));
    return new NamespaceTransformer(
        PluginMetadata.of(in).namespace(), fieldSpecs(in), subjects, in.flag("unsetOnly"));
  }

  private Transformer affix(Side side, String affix, List<FieldSpec> fields) {
    List<Gvk> skipped =
        side == Side.PREFIX
            ? context.defaults().withoutPrefix()
            : context.defaults().withoutSuffix();
    return new AffixTransformer(side, affix, fields, skipped);
  }

  private Transformer prefixSuffix(StructReader in) {
    List<FieldSpec> fields = requiredSpecs(in);
    Transformer prefix = affix(Side.PREFIX, in.text("prefix"), fields);
    Transformer suffix = affix(Side.SUFFIX, in.text("suffix"), fields);
    return resources -> {
      prefix.transform(resources);
      suffix.transform(resources);
    };
  }

  private Transformer valueAdd(StructReader in) {
    String value = in.text("value").strip();
    if (value.isEmpty()) {
      value = loader.root().substring(loader.root().lastIndexOf('/') + 1);
    }
    List<ValueAddTransformer.Target> targets = new ArrayList<>(valueTargets(in));
    String file = in.text("targetFilePath");
    if (!file.isEmpty()) {
      Map<?, ?> tree = readMap(file);
      targets.addAll(StructReader.readLenient(tree, ConfiguredTransformers::valueTargets));
    }
    return new ValueAddTransformer(value, targets);
  }

  private Map<?, ?> readMap(String file) {
    try {
      Object tree = YamlReader.sigs().read(loader.loadText(file));
      return tree instanceof Map<?, ?> map ? map : Map.of();
    } catch (YamlException e) {
      throw new KustomizeException(e.getMessage(), e).in(loader.pathOf(file), 0);
    }
  }

  private static List<ValueAddTransformer.Target> valueTargets(StructReader in) {
    return in.list(
        "targets",
        target ->
            new ValueAddTransformer.Target(
                target.struct("selector", Selectors::read),
                target.text("fieldPath"),
                target.integer("filePathPosition")));
  }

  private static List<FieldSpec> fieldSpecs(StructReader in) {
    return in.list("fieldSpecs", Selectors::fieldSpec);
  }

  private static List<FieldSpec> requiredSpecs(StructReader in) {
    if (!in.says("fieldSpecs")) {
      throw new KustomizeException("fieldSpecs is not expected to be nil; add a list");
    }
    return fieldSpecs(in);
  }
}
