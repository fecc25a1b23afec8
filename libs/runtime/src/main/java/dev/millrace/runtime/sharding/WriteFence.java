package dev.millrace.runtime.sharding;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Stops writes of a replica whose lease ran out, such as one that was paused and does not know that
 * others have taken over. Every request passes here right before it is sent; reads go on, and so do
 * Leases, by which the replica comes back.
 */
public final class WriteFence implements Interceptor {
  private static final String NAME = "write-fence";
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String LEASES = "/apis/coordination.k8s.io/";

  private final BooleanSupplier mayWrite;

  WriteFence(BooleanSupplier mayWrite) {
    this.mayWrite = mayWrite;
  }

  /** A fence that stops nothing. */
  public static WriteFence open() {
    return new WriteFence(() -> true);
  }

  /** Puts the fence around the clients that a builder makes. */
  public void around(HttpClient.Builder http) {
    http.addOrReplaceInterceptor(NAME, this);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!READS.contains(request.method())
        && !request.uri().getPath().startsWith(LEASES)
        && !mayWrite.getAsBoolean()) {
      throw new KubernetesClientException(
          "nothing is written: the lease of this replica ran out, others may have taken over");
    }
  }
}
