package dev.millrace.controller.source.ocirepository;

import static dev.millrace.controller.source.status.SourceReason.URL_INVALID;

import dev.millrace.oci.ImageReference;
import dev.millrace.runtime.outcome.ReconcileFailure;

/** {@code spec.url} of an OCIRepository. */
final class RepositoryUrl {
  private static final String SCHEME = "oci://";

  private RepositoryUrl() {}

  /** Reads the URL; one that can't work stalls the object. */
  static ImageReference parse(String url) {
    if (!url.startsWith(SCHEME)) {
      throw invalid(url, "URL must be in format 'oci://<domain>/<org>/<repo>'");
    }
    ImageReference image;
    try {
      image = ImageReference.parse(url);
    } catch (IllegalArgumentException e) {
      throw invalid(url, e.getMessage() == null ? "it can't be read" : e.getMessage());
    }
    if (image.tag() != null || image.digest() != null) {
      throw invalid(url, "URL must not contain a tag; use spec.ref");
    }
    return image;
  }

  private static ReconcileFailure invalid(String url, String why) {
    return new ReconcileFailure(
        URL_INVALID, "URL validation failed for '%s': %s".formatted(url, why));
  }
}
