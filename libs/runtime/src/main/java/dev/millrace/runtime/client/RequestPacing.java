package dev.millrace.runtime.client;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;

/**
 * Holds back requests to the API server that come faster than {@code --kube-api-qps} and {@code
 * --kube-api-burst} allow (FLUX.md 1.9). Who makes a request waits, in the thread it is made from.
 * That is a virtual thread where objects are reconciled; all other threads, such as those that keep
 * watches alive, count but never wait, for they serve everybody.
 */
public final class RequestPacing implements Interceptor {
  private static final String NAME = "request-pacing";

  private final RequestBudget budget;

  private RequestPacing(RequestBudget budget) {
    this.budget = budget;
  }

  /**
   * Makes clients of a builder keep within a rate, all of them together.
   *
   * @param perSecond requests in the long run; zero or less for no limit, as in Kubernetes
   * @param burst requests at once
   */
  public static KubernetesClientBuilder applyTo(
      KubernetesClientBuilder builder, float perSecond, int burst) {
    if (perSecond <= 0) {
      return builder;
    }
    RequestPacing pacing =
        new RequestPacing(new RequestBudget(perSecond, Math.max(1, burst), System::nanoTime));
    return builder.withHttpClientBuilderConsumer(
        http -> http.addOrReplaceInterceptor(NAME, pacing));
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    Duration wait = budget.take();
    if (wait.isPositive() && Thread.currentThread().isVirtual()) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException _) {
        // The request itself notices that its thread is to end.
        Thread.currentThread().interrupt();
      }
    }
  }
}
