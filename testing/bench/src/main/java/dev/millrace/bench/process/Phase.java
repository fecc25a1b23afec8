package dev.millrace.bench.process;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one phase of a benchmark cost the controllers.
 *
 * @param objects how many objects were reconciled
 * @param time from the first change to the last object that is as wanted
 * @param cpu of the controllers
 * @param requests of the controllers that the API server answered, by {@code verb resource}
 * @param errors of those, how many were answered with which HTTP status from 400 on
 * @param served requests of everybody by verb, as the API server's own metrics count them
 * @param peaks the most memory that each controller held, in MB
 * @param bystanders what others used in that time
 */
public record Phase(
    String name,
    int objects,
    Duration time,
    Duration cpu,
    Map<String, Long> requests,
    Map<Integer, Long> errors,
    Map<String, Long> served,
    Map<String, Long> peaks,
    Bystanders bystanders) {
  /** The head of a table of phases. */
  public static final String HEAD =
      "| phase | time | requests per object | CPU per object |\n|---|---|---|---|";

  private static final int SHOWN = 12;
  private static final double NANOS = 1e9;

  /** Copies the maps. */
  public Phase {
    requests = Map.copyOf(requests);
    errors = Map.copyOf(errors);
    served = Map.copyOf(served);
    peaks = Map.copyOf(peaks);
  }

  /** What is measured. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** How many requests the controllers sent. */
  public long requestCount() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The requests of the controllers by verb, in the order of the verbs. */
  public Map<String, Long> requestsByVerb() {
    return requests.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                each -> each.getKey().substring(0, each.getKey().indexOf(' ')),
                TreeMap::new,
                Collectors.summingLong(Map.Entry::getValue)));
  }

  /** The time in seconds. */
  public double seconds() {
    return time.toNanos() / NANOS;
  }

  /** The processor time in seconds. */
  public double cpuSeconds() {
    return cpu.toNanos() / NANOS;
  }

  /** The line of a table: phase, seconds, requests and CPU seconds for each object. */
  public String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f s | %.1f | %.3f s |",
        name,
        seconds(),
        requestCount() / (double) objects,
        cpuSeconds() / objects);
  }

  /** The most frequent requests, each with how many there are for one object; and the others. */
  public String details() {
    return frequentRequests() + "; " + bystanders;
  }

  private String frequentRequests() {
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
