package dev.millrace.kustomize;

import dev.millrace.kustomize.bounds.Budget;
import dev.millrace.kustomize.build.BuildContext;
import dev.millrace.kustomize.build.DefaultTables;
import dev.millrace.kustomize.build.RootBuild;
import dev.millrace.kustomize.build.RootReader;
import dev.millrace.kustomize.build.Target;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.node.PlainTrees;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.problem.Problems;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.RecordedFileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Builds kustomizations: a folder in, resources out, the same as kustomize. It reads nothing but
 * the trees that it is given: no network, no programs, no clock but for its own time limit.
 *
 * <p>Make one and share it: it holds the builtin data, is immutable, and may be used by many
 * threads.
 */
public final class Kustomizer {
  private final DefaultTables defaults;
  private final LongSupplier nanoTime;

  /** Loads the builtin data. */
  public Kustomizer() {
    this(System::nanoTime);
  }

  /** Measures the time of builds with another clock that never goes back. */
  Kustomizer(LongSupplier nanoTime) {
    this.defaults = DefaultTables.load();
    this.nanoTime = nanoTime;
  }

  /**
   * Builds one kustomization.
   *
   * @param tree the files; nothing outside of it can be reached but what the options hold of other
   *     hosts
   * @param path the folder of the kustomization in the tree; empty for its root
   * @throws KustomizeException if the build fails, with all problems that were found
   */
  public KustomizeResult build(FileTree tree, String path, KustomizeOptions options) {
    return build(tree, path, options, Target::read);
  }

  /** {@link #build} with another way to come by the kustomization of the folder. */
  public KustomizeResult build(
      FileTree tree, String path, KustomizeOptions options, RootReader reader) {
    RecordedFileTree recorded = new RecordedFileTree(tree);
    Budget budget = new Budget(options.limits(), nanoTime);
    Loader.Rules rules = new Loader.Rules(budget, options.restrictsLoads(), options.remotes());
    BuildContext context = BuildContext.start(defaults, budget, options.nameless());
    List<Resource> resources =
        new RootBuild(context, settings(options)).run(Loader.atRoot(recorded, path, rules), reader);
    return new KustomizeResult(render(resources), recorded.inputs(), budget);
  }

  private static RootBuild.Settings settings(KustomizeOptions options) {
    return new RootBuild.Settings(
        options.reorder() == KustomizeOptions.Reorder.LEGACY,
        options.addsManagedByLabel(),
        options.version());
  }

  private static List<RenderedResource> render(List<Resource> resources) {
    Problems problems = new Problems();
    List<RenderedResource> rendered = new ArrayList<>(resources.size());
    for (Resource resource : resources) {
      problems.collect(() -> rendered.add(render(resource)));
    }
    problems.throwIfAny();
    return rendered;
  }

  private static RenderedResource render(Resource resource) {
    Resource.Source source = resource.source();
    try {
      return new RenderedResource(PlainTrees.ofMap(resource.node()), source.file(), source.line());
    } catch (KustomizeException e) {
      KustomizeException named = e.during(resource.currentId().toString());
      throw source.file().isEmpty() ? named : named.in(source.file(), source.line());
    }
  }
}
