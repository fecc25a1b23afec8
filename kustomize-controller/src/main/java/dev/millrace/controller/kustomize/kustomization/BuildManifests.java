package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.BUILD_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.waves.HookSeries;
import dev.millrace.controller.kustomize.build.BuildInputs;
import dev.millrace.controller.kustomize.build.ManifestBuild;
import dev.millrace.controller.kustomize.decrypt.Decryptor;
import dev.millrace.controller.kustomize.decrypt.Decryptors;
import dev.millrace.controller.kustomize.remote.FetchedBases;
import dev.millrace.controller.kustomize.remote.RemoteSources;
import dev.millrace.envsubst.SubstitutionException;
import dev.millrace.envsubst.resource.PostBuildSubstitution;
import dev.millrace.kustomize.KustomizeResult;
import dev.millrace.kustomize.RenderedResource;
import dev.millrace.kustomize.load.NamelessObjects;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.safety.FileTree;
import dev.millrace.sops.SopsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts, builds, and replaces variables (FLUX.md 3.2). What computes does so on the threads for
 * such work; key services and the hosts of remote bases are waited for on the run's own.
 */
public final class BuildManifests {
  private final ManifestBuild build;
  private final RemoteSources remoteSources;
  private final Decryptors decryptors;
  private final CpuPool pool;
  private final LongAdder builds = new LongAdder();

  /** Builds on the threads of a pool. */
  public BuildManifests(
      ManifestBuild build, RemoteSources remoteSources, Decryptors decryptors, CpuPool pool) {
    this.build = build;
    this.remoteSources = remoteSources;
    this.decryptors = decryptors;
    this.pool = pool;
  }

  /** The objects that are wanted; ends the run when they can't be built. */
  Manifests of(Kustomization object, FetchSource.Sources sources, Variables variables)
      throws InterruptedException {
    builds.increment();
    Decryptor decryptor = decryptors.of(object, BUILD_FAILED);
    FileTree files = decryptFiles(decryptor, sources);
    Built built = build(object, files, sources.folder());
    List<Desired> clear =
        built.resources().stream().map(resource -> decrypt(decryptor, resource)).toList();
    return pool.call(
        ObjectKey.of(object).namespace(),
        () ->
            Manifests.of(
                clear.stream().map(each -> substitute(each, variables)).toList(), built.inputs()));
  }

  /** Whether the remote bases of a build are the same now; those of the artifact are not meant. */
  boolean isUnchangedElsewhere(BuildInputs inputs) throws InterruptedException {
    return remoteSources.areUnchanged(inputs.remotes());
  }

  /** How many builds were begun so far, for whichever Kustomization. */
  public long builds() {
    return builds.sum();
  }

  private static FileTree decryptFiles(Decryptor decryptor, FetchSource.Sources sources) {
    try {
      return decryptor.files(sources.tree(), sources.folder());
    } catch (SopsException | IOException e) {
      throw new ReconcileFailure(BUILD_FAILED, "error decrypting sources: " + e.getMessage(), e);
    }
  }

  private record Built(List<RenderedResource> resources, BuildInputs inputs) {}

  private Built build(Kustomization object, FileTree files, String folder)
      throws InterruptedException {
    try (FetchedBases remotes = remoteSources.begin(Timing.timeout(object.spec()))) {
      KustomizeResult result = build(object, files, folder, remotes);
      return new Built(
          result.resources(), BuildInputs.of(result.inputs().values(), remotes.revisions()));
    }
  }

  /** Builds, again when there were remote bases to be fetched first. */
  private KustomizeResult build(
      Kustomization object, FileTree files, String folder, FetchedBases remotes)
      throws InterruptedException {
    String namespace = ObjectKey.of(object).namespace();
    NamelessObjects nameless =
        ArgoAnnotations.areHonoured(object) ? HookSeries::placeholder : NamelessObjects.REFUSED;
    while (true) {
      try {
        return pool.call(
            namespace, () -> build.build(files, folder, object.spec(), nameless, remotes));
      } catch (KustomizeException e) {
        if (!remotes.fetchMissing()) {
          throw new ReconcileFailure(BUILD_FAILED, "kustomize build failed: " + e.getMessage(), e);
        }
      }
    }
  }

  private static Desired decrypt(Decryptor decryptor, RenderedResource resource) {
    String origin = resource.line() > 0 ? resource.file() + ":" + resource.line() : resource.file();
    try {
      Map<String, @Nullable Object> clear = decryptor.object(resource.object());
      return new Desired(KubeObject.of(clear), origin, clear != resource.object());
    } catch (SopsException e) {
      throw new ReconcileFailure(
          BUILD_FAILED, "decryption failed for " + e.getMessage() + place(origin), e);
    }
  }

  private static Desired substitute(Desired desired, Variables variables) {
    Optional<PostBuildSubstitution> substitution = variables.substitution();
    if (substitution.isEmpty()) {
      return desired;
    }
    try {
      Optional<Map<String, @Nullable Object>> changed =
          substitution.get().apply(desired.object().tree());
      return changed
          .map(tree -> desired.with(KubeObject.of(tree), variables.secrets()))
          .orElse(desired);
    } catch (SubstitutionException e) {
      throw new ReconcileFailure(
          BUILD_FAILED,
          "post build failed for '%s'%s: %s"
              .formatted(desired.ref(), place(desired.origin()), why(desired, variables, e)),
          e);
    }
  }

  private static String why(Desired desired, Variables variables, SubstitutionException problem) {
    KubeObject object = desired.object();
    return desired
        .with(object, variables.secrets())
        .mask()
        .scrub(String.valueOf(problem.getMessage()), object);
  }

  private static String place(String origin) {
    return origin.isEmpty() ? "" : " (source: " + origin + ")";
  }
}
