package dev.millrace.controller.source.ocirepository;

import static dev.millrace.controller.source.status.SourceReason.OCI_ARTIFACT_PULL_FAILED;
import static dev.millrace.controller.source.status.SourceReason.TAG_READ_OPERATION_FAILED;

import dev.millrace.api.source.OCIReference;
import dev.millrace.api.source.OCIRepositorySpec;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.TagSelection;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.runtime.outcome.ReconcileFailure;
import org.jspecify.annotations.Nullable;

/** Finds out which manifest is meant: digest before version range before tag. */
public final class ResolveDigest {
  private static final String LATEST = "latest";
  private static final String HELM_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

  ResolvedImage of(OCIRepositorySpec spec, RegistryClient registry) {
    ImageReference wanted = wanted(spec, registry);
    try {
      return new ResolvedImage(wanted, registry.resolve(wanted));
    } catch (RegistryException e) {
      throw new ReconcileFailure(
          OCI_ARTIFACT_PULL_FAILED, "failed to determine artifact digest: " + e.getMessage(), e);
    }
  }

  private static ImageReference wanted(OCIRepositorySpec spec, RegistryClient registry) {
    ImageReference repository = RepositoryUrl.parse(spec.url());
    OCIReference ref = spec.ref();
    if (ref == null) {
      return repository.withTag(LATEST);
    }
    try {
      String digest = given(ref.digest());
      if (!digest.isEmpty()) {
        return repository.withDigest(Digest.parse(digest));
      }
      String range = given(ref.semver());
      if (!range.isEmpty()) {
        TagSelection selection = new TagSelection(range, ref.semverFilter(), isHelmChart(spec));
        return repository.withTag(selection.choose(registry.tags(repository)));
      }
      String tag = given(ref.tag());
      return repository.withTag(tag.isEmpty() ? LATEST : tag);
    } catch (RegistryException | IllegalArgumentException e) {
      throw new ReconcileFailure(
          TAG_READ_OPERATION_FAILED,
          "failed to determine the artifact tag for '%s': %s".formatted(spec.url(), e.getMessage()),
          e);
    }
  }

  private static boolean isHelmChart(OCIRepositorySpec spec) {
    return spec.layerSelector() != null && HELM_LAYER.equals(spec.layerSelector().mediaType());
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }
}
