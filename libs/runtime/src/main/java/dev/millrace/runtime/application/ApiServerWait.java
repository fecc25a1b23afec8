package dev.millrace.runtime.application;

import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import dev.millrace.runtime.outcome.RootCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the API server answers and accepts who asks. Without it a controller that starts
 * before its API server would end, and be started again ever more slowly.
 */
final class ApiServerWait {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServerWait.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** The client would try again by itself, in silence. */
  private static final RequestConfig ONCE =
      new RequestConfigBuilder().withRequestRetryBackoffLimit(0).withRequestTimeout(10_000).build();

  private final KubernetesClient client;
  private final Duration firstPause;
  private final CountDownLatch givenUp = new CountDownLatch(1);

  ApiServerWait(KubernetesClient client) {
    this(client, FIRST_PAUSE);
  }

  ApiServerWait(KubernetesClient client, Duration firstPause) {
    this.client = client;
    this.firstPause = firstPause;
  }

  /** Returns when the server answers; false if that is not waited for any longer. */
  boolean await() throws InterruptedException {
    Duration pause = firstPause;
    for (Optional<String> problem = problem(); problem.isPresent(); problem = problem()) {
      LogLine.with("server", client.getMasterUrl())
          .and(LogKey.ERROR, problem.get())
          .and("retryAfter", pause.toSeconds() + "s")
          .log(LOG::warn, "the API server can't be used yet; trying again");
      if (givenUp.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      pause = longer(pause);
    }
    return givenUp.getCount() > 0;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** Ends the wait. */
  void giveUp() {
    givenUp.countDown();
  }

  /** Why the server can't be used at the moment; empty if it can. */
  Optional<String> problem() {
    try {
      client
          .adapt(NamespacedKubernetesClient.class)
          .withRequestConfig(ONCE)
          .call(NamespacedKubernetesClient::getKubernetesVersion);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return problem(e);
    }
  }

  private static Optional<String> problem(KubernetesClientException e) {
    if (e.getCode() <= 0) {
      return Optional.of(cause(e));
    }
    if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
      return Optional.of("it does not accept the credentials of this controller (401)");
    }
    return e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR
        ? Optional.of("it answers " + e.getCode())
        : Optional.empty();
  }

  /** What the network said; the client's own words only say that there was something. */
  private static String cause(Throwable failure) {
    Throwable root = RootCause.of(failure);
    if (root instanceof UnknownHostException) {
      return "its name is not known";
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
