package dev.millrace.runtime.application;

import com.fasterxml.jackson.core.StreamReadConstraints;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How replies of the API server are read. */
@Singleton
final class ClusterJson {

  /** The API server keeps JSON of this depth; with a lower limit one object stops a whole watch. */
  private static final int MAX_DEPTH = 10_000;

  @Produces
  @Singleton
  KubernetesClientObjectMapperCustomizer deepObjects() {
    var constraints = StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
    return mapper -> mapper.getFactory().setStreamReadConstraints(constraints);
  }
}
