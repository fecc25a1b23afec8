package dev.millrace.runtime.metrics;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts requests to the API server as client-go does: {@code rest_client_requests_total} (FLUX.md
 * 1.11). Paths are no labels, so there are few series.
 */
public final class RequestCounts implements Interceptor {
  private static final String NO_ANSWER = "<error>";

  private final MeterRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  private record Series(String code, String method, String host) {}

  /** Counts nothing yet. */
  public RequestCounts(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    count(request, String.valueOf(response.code()));
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    count(request, NO_ANSWER);
  }

  private void count(HttpRequest request, String code) {
    counters
        .computeIfAbsent(
            new Series(code, request.method(), request.uri().getAuthority()), this::counter)
        .increment();
  }

  private Counter counter(Series series) {
    return Counter.builder("rest_client_requests")
        .description("Requests to the Kubernetes API by what was answered.")
        .tags("code", series.code, "method", series.method, "host", series.host)
        .register(registry);
  }
}
