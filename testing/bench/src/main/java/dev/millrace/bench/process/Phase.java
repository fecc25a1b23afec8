package dev.millrace.bench.process;

import dev.millrace.harness.live.AuditLog;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one phase of a benchmark cost a controller.
 *
 * @param objects how many objects were reconciled
 * @param time from the first change to the last object that is as wanted
 * @param cpu of the controller
 * @param requests of the controller that the API server answered, by {@code verb resource}
 */
public record Phase(
    String name, int objects, Duration time, Duration cpu, Map<String, Long> requests) {
  /** The head of a table of phases. */
  public static final String HEAD =
      "| phase | time | requests per release | CPU per release |\n|---|---|---|---|";

  /** News of progress waits for up to two seconds. */
  private static final Duration QUIET = Duration.ofMillis(2_500);

  private static final int SHOWN = 12;
  private static final double NANOS = 1e9;

  /** Copies the map. */
  public Phase {
    requests = Map.copyOf(requests);
  }

  /** What is measured. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Does something and measures what it costs a controller. What the controller does afterwards,
   * such as telling of it, counts as cost but not as time.
   */
  public static Phase measure(
      String name, int objects, MeasuredProcess process, AuditLog audit, String user, Work work)
      throws Exception {
    long mark = audit.mark();
    Duration before = process.cpu();
    long start = System.nanoTime();
    work.run();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    Predicate<AuditLog.Request> isOurs = request -> request.actor().equals(user);
    awaitQuiet(audit, isOurs);
    Duration cpu = process.cpu().minus(before);
    List<AuditLog.Request> requests = audit.since(mark, isOurs);
    return new Phase(name, objects, time, cpu, counted(requests));
  }

  private static void awaitQuiet(AuditLog audit, Predicate<AuditLog.Request> isOurs)
      throws InterruptedException {
    long mark;
    do {
      mark = audit.mark();
      Thread.sleep(QUIET);
    } while (!audit.since(mark, isOurs).isEmpty());
  }

  private static Map<String, Long> counted(List<AuditLog.Request> requests) {
    return requests.stream()
        .map(request -> request.verb() + " " + what(request))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static String what(AuditLog.Request request) {
    if (request.resource().isEmpty()) {
      int query = request.uri().indexOf('?');
      return query < 0 ? request.uri() : request.uri().substring(0, query);
    }
    String path = request.uri().replaceFirst("\\?.*", "");
    return path.endsWith("/status") ? request.resource() + "/status" : request.resource();
  }

  /** The line of a table: phase, seconds, requests and CPU seconds for each object. */
  public String row() {
    double all = requests.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "| %s | %.1f s | %.1f | %.3f s |",
        name,
        time.toNanos() / NANOS,
        all / objects,
        cpu.toNanos() / NANOS / objects);
  }

  /** The most frequent requests, each with how many there are for one object. */
  public String details() {
    return requests.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(
            each ->
                String.format(
                    Locale.ROOT, "%s %.2f", each.getKey(), each.getValue() / (double) objects))
        .collect(Collectors.joining(", "));
  }
}
