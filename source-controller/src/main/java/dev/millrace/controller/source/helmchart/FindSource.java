package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceReason.NO_SOURCE_ARTIFACT;
import static dev.millrace.controller.source.status.SourceReason.SOURCE_UNAVAILABLE;
import static dev.millrace.controller.source.status.SourceReason.UNSUPPORTED_SOURCE_KIND;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.Optional;

/** Looks up the source of a chart; it is in the same namespace. */
public final class FindSource {
  private final SourceLookup sources;

  /** Sources found by a look-up. */
  public FindSource(SourceLookup sources) {
    this.sources = sources;
  }

  /** Which object a chart refers to. */
  static ReferenceKey key(HelmChart chart) {
    return new ReferenceKey(
        chart.spec().sourceRef().kind(),
        chart.getMetadata().getNamespace(),
        chart.spec().sourceRef().name());
  }

  /** The source, which has to have an artifact unless it is a registry. */
  ChartSource of(HelmChart chart) {
    ReferenceKey key = key(chart);
    return switch (key.kind()) {
      case "HelmRepository" -> repository(key);
      case "GitRepository" -> files(key, found(key, sources.gitRepository(key)));
      case "Bucket" -> files(key, found(key, sources.bucket(key)));
      default ->
          throw new ReconcileFailure(
              UNSUPPORTED_SOURCE_KIND,
              "failed to get source: unsupported source kind '%s'".formatted(key.kind()));
    };
  }

  private ChartSource repository(ReferenceKey key) {
    HelmRepository repository = found(key, sources.helmRepository(key));
    if (repository.spec().type().equals("oci")) {
      return new ChartSource.Registry(repository);
    }
    return new ChartSource.Repository(repository, artifact(key, repository));
  }

  private static ChartSource files(ReferenceKey key, SourceObject source) {
    return new ChartSource.Files(key.kind(), artifact(key, source));
  }

  private static <S> S found(ReferenceKey key, Optional<S> source) {
    return source.orElseThrow(
        () ->
            new ReconcileFailure(
                SOURCE_UNAVAILABLE,
                "failed to get source: %s '%s' does not exist".formatted(key.kind(), key.name())));
  }

  private static Artifact artifact(ReferenceKey key, SourceObject source) {
    return source
        .artifact()
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    NO_SOURCE_ARTIFACT,
                    "no artifact available for %s source '%s'".formatted(key.kind(), key.name())));
  }
}
