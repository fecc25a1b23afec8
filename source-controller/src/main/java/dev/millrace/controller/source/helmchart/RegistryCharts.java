package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.URL_INVALID;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.HelmRepositorySpec;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.controller.source.index.NoSuchChart;
import dev.millrace.oci.Descriptor;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Manifest;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.TagSelection;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.BoundedReads;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.io.IOException;
import java.time.Duration;

/** Charts in OCI registries: one repository for each chart, one tag for each version. */
public final class RegistryCharts {
  private static final String LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final String OLDER_LAYER = "application/tar+gzip";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final RegistryLogin login;

  /** Charts of registries that are logged in to with the Secrets of HelmRepositories. */
  public RegistryCharts(RegistryLogin login) {
    this.login = login;
  }

  /**
   * A chart of a registry.
   *
   * @param image the chart's repository; with a tag or digest once the version is known
   */
  record Place(ImageReference image, RegistryAccess access) {
    Place at(String version) {
      return new Place(image.withTag(version.replace('+', '_')), access);
    }

    Place at(Digest manifest) {
      return new Place(image.withDigest(manifest), access);
    }
  }

  /** Where a HelmRepository of type oci has a chart; a URL that can't work stalls the object. */
  Place of(HelmRepository repository, String chart) {
    HelmRepositorySpec spec = repository.spec();
    ImageReference image = image(spec.url(), chart);
    RegistryLogin.Wish wish =
        new RegistryLogin.Wish(
            repository.getMetadata().getNamespace(),
            spec.provider(),
            spec.secretRef(),
            null,
            spec.certSecretRef(),
            null,
            spec.insecure() ? Protection.NONE : Protection.REQUIRED,
            spec.timeout().tryDuration().orElse(DEFAULT_TIMEOUT));
    return new Place(image, login.access(image, wish));
  }

  /** Where a registry that no HelmRepository stands for has a chart. */
  Place of(String url, String chart) {
    return new Place(image(url, chart), RegistryAccess.anonymous());
  }

  private static ImageReference image(String url, String chart) {
    try {
      return ImageReference.parse(url.replaceFirst("/+$", "") + "/" + chart);
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(URL_INVALID, "invalid Helm repository URL: " + e.getMessage(), e);
    }
  }

  /**
   * The version that is meant: the one that is named exactly, else the highest in the range.
   *
   * @throws NoSuchChart when the registry has no such version now
   * @throws IllegalArgumentException when the range can't be read
   */
  String choose(Place place, String range) throws RegistryException, NoSuchChart {
    if (isExact(range)) {
      return range;
    }
    try (RegistryClient registry = open(place)) {
      TagSelection selection = new TagSelection(range.isEmpty() ? "*" : range, null, true);
      return selection.choose(registry.tags(place.image())).replace('_', '+');
    } catch (RegistryException e) {
      if (e.reason() == RegistryException.Reason.NO_MATCH) {
        throw new NoSuchChart(
            "could not locate a version matching provided version string " + range);
      }
      if (e.reason() == RegistryException.Reason.NOT_FOUND) {
        throw new NoSuchChart(
            "could not fetch tags for '%s': %s".formatted(place.image(), e.getMessage()));
      }
      throw e;
    }
  }

  /** A list of tags can be long; an exact version does without. */
  private static boolean isExact(String range) {
    try {
      return Version.parse(range).toString().equals(range);
    } catch (InvalidVersion _) {
      return false;
    }
  }

  /** The packed chart. */
  byte[] archive(Place place, long maxBytes) throws RegistryException {
    try (RegistryClient registry = open(place)) {
      Manifest manifest = registry.manifest(place.image());
      Descriptor layer =
          manifest
              .layer(LAYER)
              .or(() -> manifest.layer(OLDER_LAYER))
              .orElseThrow(
                  () ->
                      new RegistryException(
                          RegistryException.Reason.MALFORMED,
                          "'%s' is no chart: it has no layer of type %s"
                              .formatted(place.image(), LAYER)));
      return registry.blob(
          place.image(), layer, blob -> BoundedReads.readAll(blob, "the chart", maxBytes));
    }
  }

  /** A client for the chart's registry. */
  static RegistryClient open(Place place) {
    try {
      return RegistryClient.open(place.access());
    } catch (IOException e) {
      throw new ReconcileFailure(
          AUTHENTICATION_FAILED, "failed to construct Helm client: " + e.getMessage(), e);
    }
  }
}
