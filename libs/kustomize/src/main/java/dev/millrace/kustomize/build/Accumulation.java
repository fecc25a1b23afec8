package dev.millrace.kustomize.build;

import dev.millrace.kustomize.fieldspec.FieldTables;
import dev.millrace.kustomize.kustomization.Kustomization;
import dev.millrace.kustomize.load.Accumulator;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.problem.Problems;
import dev.millrace.kustomize.remote.RemoteReference;
import dev.millrace.kustomize.resource.Origin;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up one kustomization and, through it, those that it refers to: resources, generators,
 * components, transformers, validators, variables, in this order.
 */
final class Accumulation {
  private final BuildContext context;
  private final Target target;
  private final @Nullable Origin origin;
  private final FieldErrors errors;

  /**
   * An accumulation of one kustomization.
   *
   * @param origin where it is, as seen from the one that is built; null when nobody wants to know
   */
  Accumulation(BuildContext context, Target target, @Nullable Origin origin) {
    this.context = context;
    this.target = target;
    this.origin = origin;
    this.errors = new FieldErrors(target);
  }

  /** What this kustomization adds up to. */
  Accumulator run() {
    Accumulator accumulator = new Accumulator(context.defaults().tables().empty());
    addTo(accumulator);
    return accumulator;
  }

  private void addTo(Accumulator accumulator) {
    context.budget().checkTime();
    Kustomization kustomization = target.kustomization();
    Plugins plugins = new Plugins(context, target, origin, this::readPlugins);
    addInputs(accumulator, plugins);
    addComponents(accumulator, kustomization.inputs().components());
    builtinSteps(accumulator).forEach(step -> step.run(accumulator.resources()));
    plugins.transformers().forEach(step -> step.run(accumulator.resources()));
    plugins.validate(accumulator.resources());
    accumulator.addVariables(kustomization.changes().variables());
  }

  /** Resources and what generators make; problems come together with those of unread patches. */
  private void addInputs(Accumulator accumulator, Plugins plugins) {
    Problems problems = new Problems();
    List<String> paths = target.kustomization().inputs().resources();
    problems.collect(() -> addResources(accumulator, "resources", paths));
    problems.collect(() -> addTables(accumulator));
    if (problems.isEmpty()) {
      List<PluginStep> generators = plugins.generators();
      generators.forEach(step -> problems.collect(() -> step.run(accumulator.resources())));
    }
    if (!problems.isEmpty()) {
      problems.collect(() -> builtinSteps(accumulator));
    }
    problems.throwIfAny();
  }

  private List<PluginStep> builtinSteps(Accumulator accumulator) {
    TransformSteps steps = new TransformSteps(context, target, origin);
    return steps.of(target.kustomization().changes(), accumulator.tables());
  }

  private void addTables(Accumulator accumulator) {
    accumulator.addTables(errors.make(List.of("configurations"), this::configuredTables));
    accumulator.addTables(errors.make(List.of("crds"), this::crdTables));
  }

  private FieldTables configuredTables() {
    List<String> configurations = target.kustomization().inputs().configurations();
    if (configurations.isEmpty()) {
      return context.defaults().settledTables();
    }
    ConfiguredTables configured = new ConfiguredTables(context, target.loader());
    return context.defaults().tables().merge(configured.read(configurations));
  }

  private FieldTables crdTables() {
    return new CrdTables(context, target.loader()).read(target.kustomization().inputs().crds());
  }

  private void addResources(Accumulator accumulator, String field, List<String> paths) {
    Problems problems = new Problems();
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      List<String> place = List.of(field, String.valueOf(i));
      problems.collect(() -> errors.follow(place, () -> addResource(accumulator, path)));
    }
    problems.throwIfAny();
    context.budget().checkResources(accumulator.resources().size());
  }

  private void addResource(Accumulator accumulator, String path) {
    if (target.loader().isFile(path)) {
      addFile(accumulator, path);
    } else {
      addBase(accumulator, path);
    }
  }

  private void addFile(Accumulator accumulator, String path) {
    for (Resource resource : readFile(path)) {
      if (origin != null) {
        Origin.set(resource, origin.append(path));
      }
      accumulator.resources().append(resource);
    }
  }

  private List<Resource> readFile(String path) {
    String text = target.loader().loadText(path);
    String file = target.loader().pathOf(path);
    try {
      return context.resources().read(text, file);
    } catch (KustomizeException e) {
      throw e.in(file, 0);
    }
  }

  private void addBase(Accumulator accumulator, String path) {
    Target base = enter(path);
    if (base.kustomization().isComponent()) {
      throw new KustomizeException(
          "'"
              + RemoteReference.shown(path)
              + "' is a Component; list it under components instead of resources");
    }
    accumulator.addAll(at(base, path).run());
  }

  private void addComponents(Accumulator accumulator, List<String> paths) {
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      List<String> place = List.of("components", String.valueOf(i));
      errors.follow(place, () -> addComponent(accumulator, path));
    }
  }

  /** A component works on what the kustomization has so far. */
  private void addComponent(Accumulator accumulator, String path) {
    Target component = enter(path);
    if (!component.kustomization().isComponent()) {
      throw new KustomizeException(
          "'"
              + RemoteReference.shown(path)
              + "' is no Component; list it under resources instead of components");
    }
    at(component, path).addTo(accumulator);
    accumulator.resources().refuseEqualIds();
  }

  private Target enter(String path) {
    Loader loader = target.loader().enter(path);
    return Target.read(loader, context);
  }

  private Accumulation at(Target other, String path) {
    return new Accumulation(context, other, origin == null ? null : origin.append(path));
  }

  /** Objects that configure plugins: inline, in files, or what other kustomizations add up to. */
  private List<Resource> readPlugins(String field, List<String> entries) {
    Accumulator plugins = new Accumulator(context.defaults().tables().empty());
    List<String> paths = new ArrayList<>();
    for (String entry : entries) {
      List<Resource> inline = readInline(entry);
      if (inline == null) {
        paths.add(entry);
      } else {
        addInline(plugins.resources(), inline);
      }
    }
    addResources(plugins, field, paths);
    return plugins.resources().resources();
  }

  private @Nullable List<Resource> readInline(String entry) {
    try {
      return context.resources().read(entry, target.file());
    } catch (KustomizeException e) {
      return null;
    }
  }

  private void addInline(ResourceMap plugins, List<Resource> inline) {
    for (Resource plugin : inline) {
      if (origin != null) {
        Origin.set(plugin, origin.append(target.fileName()));
      }
      plugins.append(plugin);
    }
  }
}
