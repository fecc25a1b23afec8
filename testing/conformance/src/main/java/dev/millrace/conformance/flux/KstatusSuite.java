package dev.millrace.conformance.flux;

import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.Kstatus;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The suite {@code kstatus}: the health of single objects. */
final class KstatusSuite {

  private final Kstatus kstatus = new Kstatus(Clock.systemUTC());

  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    Health health = kstatus.judge(KubeObject.of(Tree.map(testCase, "object")));
    return Map.of(
        "status",
        health.status().toString(),
        "message",
        health.message(),
        "conditions",
        health.conditions().stream().map(KstatusSuite::condition).toList());
  }

  private static Map<String, String> condition(Health.Condition condition) {
    return Map.of(
        "type", condition.type(),
        "status", "True",
        "reason", condition.reason(),
        "message", condition.message());
  }
}
