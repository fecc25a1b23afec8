package dev.millrace.runtime.client;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Holds back requests to the API server that come faster than {@code --kube-api-qps} and {@code
 * --kube-api-burst} allow (FLUX.md 1.9), where the server does not do so itself. Who makes a
 * request waits, in the thread it is made from. That is a virtual thread where objects are
 * reconciled; all other threads, such as those that keep watches alive, count but never wait, for
 * they serve everybody.
 */
public final class RequestPacing implements Interceptor {
  private static final String CLASS_HEADER = "X-Kubernetes-Pf-Flowschema-Uid";

  private final Throttle throttle;

  private RequestPacing(Throttle throttle) {
    this.throttle = throttle;
  }

  /**
   * Keeps the requests of all clients that it is given to within a rate, taken together.
   *
   * @param perSecond requests in the long run; zero or less for no limit, as in Kubernetes
   * @param burst requests at once
   * @return empty when there is no limit
   */
  public static Optional<RequestPacing> within(float perSecond, int burst) {
    if (perSecond <= 0) {
      return Optional.empty();
    }
    RequestBudget budget = new RequestBudget(perSecond, Math.max(1, burst), System::nanoTime);
    return Optional.of(new RequestPacing(new Throttle(budget, System::nanoTime)));
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    Duration wait = throttle.take();
    if (wait.isPositive() && Thread.currentThread().isVirtual()) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException _) {
        // The request itself notices that its thread is to end.
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    throttle.answered(response.code(), !response.headers(CLASS_HEADER).isEmpty());
  }
}
