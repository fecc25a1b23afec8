package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.process.Controller;
import dev.millrace.harness.live.AuditLog.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two processes of each controller, each with a {@code --watch-label-selector} of its own and a
 * lead of its own, write to the objects of their shard and to no others (FLUX.md 1.9).
 */
class ShardsTest {
  private static Shards shards;

  @BeforeAll
  static void open() throws IOException {
    shards = Shards.open();
  }

  @AfterAll
  static void close() {
    if (shards != null) {
      shards.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Controller.class)
  void touchesOnlyObjectsWithItsLabel(Controller controller) throws InterruptedException {
    long mark = shards.audit().mark();

    List<Double> leads = new ArrayList<>();

    shards.withControllers(
        controller,
        each -> {
          shards.handIn(each);
          leads.addAll(shards.leads());
        });

    Map<String, Set<String>> writers = new TreeMap<>();
    for (Request request : shards.audit().since(mark, each -> isWrite(each, controller))) {
      writers.computeIfAbsent(request.name(), _ -> new TreeSet<>()).add(request.agent());
    }
    assertThat(writers.keySet()).containsExactlyInAnyOrderElementsOf(Shards.NAMES);
    assertThat(writers)
        .allSatisfy(
            (shard, agents) ->
                assertThat(agents).containsExactly(controller.program() + "/" + shard));
    assertThat(leads).as("the metric of both leaders").containsExactly(1.0, 1.0);
    assertThat(shards.leaseHolders(controller)).as("leases are given back").containsExactly("", "");
  }

  private static boolean isWrite(Request request, Controller controller) {
    return !request.isRead()
        && !request.resource().equals("events")
        && request.agent().startsWith(controller.program() + "/")
        && request.namespace().equals(Shards.NAMESPACE);
  }
}
