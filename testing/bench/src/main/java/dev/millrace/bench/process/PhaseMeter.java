package dev.millrace.bench.process;

import dev.millrace.harness.live.AuditLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Measures what something costs the controllers of a stage. */
final class PhaseMeter {
  /** News of progress waits for up to two seconds. */
  private static final Duration QUIET = Duration.ofMillis(2_500);

  /** Controllers that never rest are not waited for any longer. */
  private static final int LOOKS = 6;

  private static final int FIRST_ERROR = 400;

  private final Stage stage;
  private final AuditLog audit;
  private final ServerMetrics server;

  PhaseMeter(Stage stage, AuditLog audit) {
    this.stage = stage;
    this.audit = audit;
    this.server = new ServerMetrics(stage.cluster().client());
  }

  Phase measure(String name, int objects, Phase.Work work) throws Exception {
    return measure(name, objects, work, this::awaitQuiet);
  }

  Phase measureExactly(String name, int objects, Phase.Work work) throws Exception {
    return measure(name, objects, work, () -> {});
  }

  private Phase measure(String name, int objects, Phase.Work work, Phase.Work aftermath)
      throws Exception {
    stage.forgetPeak();
    Map<String, Long> servedBefore = server.requestsByVerb();
    long mark = audit.mark();
    Duration before = stage.cpu();
    Bystanders bystanders = stage.bystanders();
    long start = System.nanoTime();
    work.run();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    aftermath.run();
    Duration cpu = stage.cpu().minus(before);
    Bystanders since = stage.bystanders().since(bystanders);
    List<AuditLog.Request> requests = audit.since(mark, stage::isOurs);
    return new Phase(
        name,
        objects,
        time,
        cpu,
        counted(requests, request -> request.verb() + " " + what(request)),
        counted(
            requests.stream().filter(each -> each.status() >= FIRST_ERROR).toList(),
            AuditLog.Request::status),
        difference(servedBefore, server.requestsByVerb()),
        stage.recentPeaks(),
        since);
  }

  private void awaitQuiet() throws InterruptedException {
    long mark;
    int looks = 0;
    do {
      mark = audit.mark();
      Thread.sleep(QUIET);
      looks++;
    } while (looks < LOOKS && !audit.since(mark, stage::isOurs).isEmpty());
  }

  private static <K> Map<K, Long> counted(
      List<AuditLog.Request> requests, Function<AuditLog.Request, K> key) {
    return requests.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static String what(AuditLog.Request request) {
    String path = request.uri().replaceFirst("\\?.*", "");
    if (request.resource().isEmpty()) {
      return path;
    }
    return path.endsWith("/status") ? request.resource() + "/status" : request.resource();
  }

  private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> now) {
    Map<String, Long> difference = new TreeMap<>();
    now.forEach((verb, count) -> difference.put(verb, count - before.getOrDefault(verb, 0L)));
    difference.values().removeIf(count -> count == 0);
    return difference;
  }
}
