package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.BUILD_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Desired;
import dev.millrace.controller.kustomize.build.BuildInputs;
import dev.millrace.controller.kustomize.build.ManifestBuild;
import dev.millrace.envsubst.SubstitutionException;
import dev.millrace.envsubst.resource.PostBuildSubstitution;
import dev.millrace.kustomize.KustomizeResult;
import dev.millrace.kustomize.RenderedResource;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.CpuPool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds manifests and replaces the variables in them, on the threads for such work. */
public final class BuildManifests {
  private final ManifestBuild build;
  private final CpuPool pool;

  /** Builds on the threads of a pool. */
  public BuildManifests(ManifestBuild build, CpuPool pool) {
    this.build = build;
    this.pool = pool;
  }

  /** The objects that are wanted; ends the run when they can't be built. */
  Manifests of(Kustomization object, FetchSource.Sources sources, Variables variables)
      throws InterruptedException {
    return pool.call(() -> manifests(build(object, sources), variables));
  }

  private static Manifests manifests(KustomizeResult built, Variables variables) {
    List<Desired> desired =
        built.resources().stream()
            .map(resource -> desired(resource, variables.substitution()))
            .toList();
    return Manifests.of(desired, new BuildInputs(built.inputs()));
  }

  private KustomizeResult build(Kustomization object, FetchSource.Sources sources) {
    try {
      return build.build(sources.tree(), sources.folder(), object.spec());
    } catch (KustomizeException e) {
      throw new ReconcileFailure(BUILD_FAILED, "kustomize build failed: " + e.getMessage(), e);
    }
  }

  private static Desired desired(
      RenderedResource resource, Optional<PostBuildSubstitution> substitution) {
    String origin = resource.line() > 0 ? resource.file() + ":" + resource.line() : resource.file();
    KubeObject object = KubeObject.of(resource.object());
    return new Desired(
        substitution.map(each -> substitute(object, each, origin)).orElse(object), origin, false);
  }

  private static KubeObject substitute(
      KubeObject object, PostBuildSubstitution substitution, String origin) {
    try {
      Optional<Map<String, @Nullable Object>> changed = substitution.apply(object.tree());
      return changed.map(KubeObject::of).orElse(object);
    } catch (SubstitutionException e) {
      String place = origin.isEmpty() ? "" : " (source: " + origin + ")";
      throw new ReconcileFailure(
          BUILD_FAILED,
          "post build failed for '%s'%s: %s".formatted(object.ref(), place, e.getMessage()),
          e);
    }
  }
}
