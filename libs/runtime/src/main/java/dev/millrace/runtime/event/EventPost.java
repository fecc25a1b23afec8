package dev.millrace.runtime.event;

import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts events to the notification service (FLUX.md 1.7). Lost connections and server errors are
 * tried again for as long as a notification-controller takes to be replaced; 429 means that the
 * service has seen the event already.
 */
final class EventPost implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(EventPost.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 12;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final int SERVER_ERRORS = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private final URI address;
  private final HttpClient http;
  private final KubernetesSerialization json;
  private final Pause pause;
  private final Outstanding outstanding;

  /** Waits between attempts; tests replace it. */
  @FunctionalInterface
  interface Pause {
    void take(Duration duration) throws InterruptedException;
  }

  EventPost(
      URI address,
      HttpClient http,
      KubernetesSerialization json,
      Pause pause,
      Outstanding outstanding) {
    this.address = address;
    this.http = http;
    this.json = json;
    this.pause = pause;
    this.outstanding = outstanding;
  }

  @Override
  public void deliver(EventMessage message) throws InterruptedException {
    try {
      if (message.isPosted()) {
        post(message);
      }
    } finally {
      outstanding.settle(message.subject());
    }
  }

  private void post(EventMessage message) throws InterruptedException {
    HttpRequest request = request(message);
    Duration delay = Duration.ofSeconds(1);
    for (int attempt = 1; !send(request, attempt == ATTEMPTS); attempt++) {
      outstanding.answers(false);
      if (attempt == ATTEMPTS) {
        return;
      }
      pause.take(delay);
      delay = longer(delay);
    }
    outstanding.answers(true);
  }

  private static Duration longer(Duration delay) {
    Duration twice = delay.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private HttpRequest request(EventMessage message) {
    return HttpRequest.newBuilder(address)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json.asJson(message.toTree())))
        .build();
  }

  /** Whether there is nothing left to try. */
  private boolean send(HttpRequest request, boolean last) throws InterruptedException {
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status >= SERVER_ERRORS) {
        logLoss(last, "status " + status);
        return false;
      }
      if (status >= 300 && status != TOO_MANY_REQUESTS) {
        LogLine.with(LogKey.ERROR, "status " + status)
            .log(LOG::warn, "the notification service refused an event");
      }
      return true;
    } catch (IOException e) {
      logLoss(last, e.getClass().getSimpleName());
      return false;
    }
  }

  private static void logLoss(boolean last, String why) {
    if (last) {
      LogLine.with(LogKey.ERROR, why)
          .log(LOG::warn, "an event did not reach the notification service");
    }
  }
}
