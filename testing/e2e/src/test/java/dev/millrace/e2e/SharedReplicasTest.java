package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.harness.live.AuditLog.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Replicas divide the objects; one is killed, one is paused until others have taken over, one
 * joins. Whatever happens, every object is looked after, and by one replica at a time.
 */
class SharedReplicasTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String AGENT = "kustomize-controller/";

  @Test
  void noObjectIsWrittenByTwoReplicasAtATime() throws Exception {
    try (SharedReplicas all = SharedReplicas.open()) {
      ControllerProcess first = all.start("replica-1");
      ControllerProcess second = all.start("replica-2");
      all.start("replica-3");
      all.awaitReady();
      awaitAtWork(all, "replica-1", "replica-2", "replica-3");
      assertThat(writersWhile(all, () -> all.runAll("divided"))).hasSizeGreaterThan(1);

      writersWhile(
          all,
          () -> {
            first.kill();
            all.runAll("after a kill");
          });

      writersWhile(
          all,
          () -> {
            second.pause();
            all.start("replica-4");
            all.runAll("during a pause");
            awaitAtWork(all, "replica-3", "replica-4");
          });

      writersWhile(
          all,
          () -> {
            second.resume();
            awaitAtWork(all, "replica-2", "replica-3", "replica-4");
            all.runAll("after a pause");
          });

      second.stop();
      assertThat(all.atWork()).as("who ends hands over").doesNotContain("replica-2");
    }
  }

  private static void awaitAtWork(SharedReplicas replicas, String... hosts) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(replicas.atWork()).containsExactly(hosts));
  }

  /** Who wrote while something happened; no object's writers may have come back after others. */
  private static List<String> writersWhile(SharedReplicas replicas, Happening happening)
      throws Exception {
    long mark = replicas.audit().mark();
    happening.happen();
    Map<String, List<String>> writers = new TreeMap<>();
    for (Request request : replicas.audit().since(mark, SharedReplicasTest::isWrite)) {
      List<String> known = writers.computeIfAbsent(owner(request.name()), _ -> new ArrayList<>());
      if (known.isEmpty() || !known.getLast().equals(request.agent())) {
        known.add(request.agent());
      }
    }
    assertThat(writers)
        .isNotEmpty()
        .allSatisfy((_, each) -> assertThat(each).doesNotHaveDuplicates());
    return List.copyOf(new HashSet<>(writers.values().stream().flatMap(List::stream).toList()));
  }

  private static boolean isWrite(Request request) {
    return !request.isRead()
        && !request.resource().equals("events")
        && request.agent().startsWith(AGENT)
        && request.namespace().equals(SharedReplicas.NAMESPACE)
        && request.name().startsWith("app-");
  }

  /** The Kustomization that an object belongs to. */
  private static String owner(String name) {
    return name.replaceAll("-config$", "");
  }

  @FunctionalInterface
  private interface Happening {
    void happen() throws Exception;
  }
}
