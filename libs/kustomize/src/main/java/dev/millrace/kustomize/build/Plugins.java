package dev.millrace.kustomize.build;

import dev.millrace.kustomize.generate.DataGenerator;
import dev.millrace.kustomize.generate.Generator;
import dev.millrace.kustomize.generate.IamPolicyGenerator;
import dev.millrace.kustomize.kustomization.GeneratorArgs;
import dev.millrace.kustomize.kustomization.Kustomization;
import dev.millrace.kustomize.kustomization.StructReader;
import dev.millrace.kustomize.node.PlainTrees;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Origin;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builtin generators and transformers that are configured by objects, and the generator fields. */
final class Plugins {
  private final BuildContext context;
  private final Target target;
  private final @Nullable Origin origin;
  private final BiFunction<String, List<String>, List<Resource>> configurations;
  private final FieldErrors errors;

  /** Plugins whose configuration is read by {@code configurations}. */
  Plugins(
      BuildContext context,
      Target target,
      @Nullable Origin origin,
      BiFunction<String, List<String>, List<Resource>> configurations) {
    this.context = context;
    this.target = target;
    this.origin = origin;
    this.configurations = configurations;
    this.errors = new FieldErrors(target);
  }

  List<PluginStep> generators() {
    Kustomization.Generators fields = target.kustomization().generators();
    List<PluginStep> steps = new ArrayList<>();
    addData(DataGenerator.Kind.CONFIG_MAP, "configMapGenerator", fields.configMaps(), steps);
    addData(DataGenerator.Kind.SECRET, "secretGenerator", fields.secrets(), steps);
    for (Resource plugin : configurations.apply("generators", fields.plugins())) {
      steps.add(PluginStep.generating(generator(plugin), Origin.ofPlugin(plugin)));
    }
    return steps;
  }

  private void addData(
      DataGenerator.Kind kind, String field, List<GeneratorArgs> list, List<PluginStep> steps) {
    String name = kind == DataGenerator.Kind.SECRET ? "SecretGenerator" : "ConfigMapGenerator";
    Origin generatorOrigin = TransformSteps.builtinOrigin(target, origin, name);
    for (int i = 0; i < list.size(); i++) {
      PluginStep step = PluginStep.generating(data(kind, list.get(i)), generatorOrigin);
      List<String> place = List.of(field, String.valueOf(i));
      steps.add(resources -> errors.run(place, () -> step.run(resources)));
    }
  }

  private Generator data(DataGenerator.Kind kind, GeneratorArgs args) {
    return new DataGenerator(kind, args, target.loader(), context.schemas());
  }

  List<PluginStep> transformers() {
    List<PluginStep> steps = new ArrayList<>();
    List<String> entries = target.kustomization().changes().transformers();
    for (Resource plugin : configurations.apply("transformers", entries)) {
      steps.add(PluginStep.transforming(transformer(plugin), Origin.ofPlugin(plugin)));
    }
    return steps;
  }

  /** Runs validators: transformers that must not change anything. */
  void validate(ResourceMap resources) {
    List<String> entries = target.kustomization().changes().validators();
    for (Resource plugin : configurations.apply("validators", entries)) {
      Transformer validator = transformer(plugin);
      List<Map<String, @Nullable Object>> before = trees(resources);
      validator.transform(resources);
      if (!trees(resources).equals(before)) {
        throw new KustomizeException(
            "validator shouldn't modify the resources: " + plugin.currentId());
      }
    }
  }

  private static List<Map<String, @Nullable Object>> trees(ResourceMap resources) {
    return resources.resources().stream()
        .map(resource -> PlainTrees.ofMap(resource.node()))
        .toList();
  }

  private Transformer transformer(Resource plugin) {
    refuseForeign(plugin);
    ConfiguredTransformers transformers = new ConfiguredTransformers(context, target.loader());
    return configure(plugin, in -> transformers.of(plugin, in));
  }

  private Generator generator(Resource plugin) {
    refuseForeign(plugin);
    return configure(
        plugin,
        in ->
            switch (plugin.kind()) {
              case "ConfigMapGenerator" ->
                  data(DataGenerator.Kind.CONFIG_MAP, named(in, GeneratorArgs.readConfigMap(in)));
              case "SecretGenerator" ->
                  data(DataGenerator.Kind.SECRET, named(in, GeneratorArgs.readSecret(in)));
              case "IAMPolicyGenerator" -> new IamPolicyGenerator(in, context.schemas());
              default ->
                  throw new KustomizeException(plugin.kind() + " is not a builtin generator");
            });
  }

  /** The plugin's own name and namespace fill in for those of the generated object. */
  private static GeneratorArgs named(StructReader plugin, GeneratorArgs args) {
    PluginMetadata own = PluginMetadata.of(plugin);
    return args.named(
        args.name().isEmpty() ? own.name() : args.name(),
        args.namespace().isEmpty() ? own.namespace() : args.namespace());
  }

  private static <T> T configure(Resource plugin, Function<StructReader, T> read) {
    try {
      return StructReader.readLenient(PlainTrees.ofMap(plugin.node()), read);
    } catch (KustomizeException e) {
      throw e.during("plugin " + plugin.currentId() + " fails configuration")
          .in(plugin.source().file(), plugin.source().line());
    }
  }

  private static void refuseForeign(Resource plugin) {
    if (!plugin.apiVersion().equals("builtin")) {
      throw new KustomizeException(
              "external plugins are disabled: "
                  + plugin.kind()
                  + " of "
                  + plugin.apiVersion()
                  + " would have to run a program; only apiVersion builtin is supported")
          .in(plugin.source().file(), plugin.source().line());
    }
  }
}
