package dev.millrace.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Posts numbered events at a steady rate, each until it is accepted, as controllers do. */
public final class EventSender {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI address;
  private final int perMinute;
  private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
  private int refusals;

  /** Posts to a notification-controller on this machine. */
  public EventSender(int port, int perMinute) {
    this.address = URI.create("http://127.0.0.1:" + port + "/");
    this.perMinute = perMinute;
  }

  /** Posts events one after the other; a late one is not waited for by the next. */
  public void post(int from, int to) throws InterruptedException {
    long begin = System.nanoTime();
    for (int number = from; number < to; number++) {
      long due = begin + (number - from) * 60_000_000_000L / perMinute;
      long left = due - System.nanoTime();
      if (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
      }
      until(number);
    }
  }

  /** How often an event was not accepted at once. */
  public int refusals() {
    return refusals;
  }

  /** A percentile of the times that accepted posts took, since this was asked last. */
  public String latencies() {
    List<Long> sorted = micros.stream().sorted().toList();
    micros.clear();
    return sorted.isEmpty()
        ? "no posts"
        : "accepted within %.1f ms (median), %.1f ms (99 %%), %.1f ms (all)"
            .formatted(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(List<Long> sorted, double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)) / 1_000.0;
  }

  private void until(int number) throws InterruptedException {
    HttpRequest request = request(number);
    while (true) {
      long begin = System.nanoTime();
      int status = send(request);
      // 429: it was accepted before, and the answer got lost.
      if (status == 202 || status == 429) {
        micros.add((System.nanoTime() - begin) / 1_000);
        return;
      }
      refusals++;
      Thread.sleep(200);
    }
  }

  private int send(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    }
  }

  private HttpRequest request(int number) {
    String body =
        """
        {"involvedObject":{"kind":"GitRepository","namespace":"load","name":"shop",
         "apiVersion":"source.toolkit.fluxcd.io/v1"},"severity":"info",
         "timestamp":"2026-01-01T00:00:00Z","message":"event %d","reason":"Load",
         "reportingController":"source-controller"}
        """
            .formatted(number);
    return HttpRequest.newBuilder(address)
        .timeout(PATIENCE)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
