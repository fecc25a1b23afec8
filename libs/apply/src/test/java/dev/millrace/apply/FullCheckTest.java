package dev.millrace.apply;

import static dev.millrace.apply.Objects.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyRequest.Check;
import dev.millrace.apply.drift.IgnoreRule;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectSelector;
import dev.millrace.apply.observe.Observatory;
import dev.millrace.apply.plan.Action;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it costs to compare everything, again and again, while watches show the objects. */
class FullCheckTest extends ApplierScene {
  private static final String READ = "get ConfigMap/app/settings";
  private static final String DRY_RUN = "dry-run ConfigMap/app/settings";
  private static final String APPLY = "apply ConfigMap/app/settings";

  private final Observatory observatory =
      new Observatory(
          cluster,
          "kustomize.toolkit.fluxcd.io/name",
          "",
          settings.manager(),
          settings.takeOver(),
          settings.controls(),
          new HealthRules(Clock.systemUTC()),
          _ -> {});
  private Inventory inventory = Inventory.empty();

  @BeforeEach
  void applyAndCompareOnce() {
    inventory = check(MAP, IgnoreRules.none()).inventory();
    observatory.observe("flux-system/apps", inventory);
    check(MAP, IgnoreRules.none());
    cluster.requests.clear();
  }

  @AfterEach
  void close() {
    observatory.close();
  }

  @Test
  void readsNoObjectThatIsAsItWasCompared() {
    assertThat(actions(check(MAP, IgnoreRules.none()))).containsExactly(Action.UNCHANGED);
    check(MAP, IgnoreRules.none());

    assertThat(cluster.requests).containsExactly(DRY_RUN, DRY_RUN);
  }

  @Test
  void readsNoObjectOfWhichOnlyTheStatusChanged() {
    cluster.update("some-controller", MAP.ref(), live -> live.with("done", "status", "phase"));

    check(MAP, IgnoreRules.none());

    assertThat(cluster.requests).containsExactly(DRY_RUN);
  }

  @Test
  void findsWhatTheServerWouldMakeOfAnObjectThatNobodyTouched() {
    cluster.onAdmission(object -> object.with("on", "data", "sidecar"));

    Applied outcome = check(MAP, IgnoreRules.none());

    assertThat(change(outcome, MAP).fields())
        .extracting(field -> field.path().toString())
        .containsExactly("/data/sidecar");
    assertThat(cluster.requests).containsExactly(DRY_RUN, READ, APPLY);
  }

  @Test
  void findsChangesOfOthersAndOfTheSource() {
    cluster.update("some-editor", MAP.ref(), live -> live.with("9", "data", "key"));
    assertThat(actions(check(MAP, IgnoreRules.none()))).containsExactly(Action.CONFIGURE);

    KubeObject other = configMap("settings", "2");
    assertThat(actions(check(other, IgnoreRules.none()))).containsExactly(Action.CONFIGURE);
    assertThat(live(MAP).get("data", "key")).isEqualTo("2");
  }

  @Test
  void comparesWithTheVersionThatTheDryRunWasMadeOf() {
    cluster.onceBefore(
        DRY_RUN,
        () -> cluster.update("some-editor", MAP.ref(), live -> live.with("9", "data", "key")));

    assertThat(actions(check(MAP, IgnoreRules.none()))).containsExactly(Action.CONFIGURE);
    assertThat(live(MAP).get("data", "key")).isEqualTo("1");
  }

  @Test
  void makesAnObjectAnewThatWentAway() {
    cluster.onceBefore(DRY_RUN, () -> cluster.remove(MAP.ref()));

    assertThat(actions(check(MAP, IgnoreRules.none()))).containsExactly(Action.CREATE);
  }

  @Test
  void readsObjectsOfWhichFieldsAreIgnored() {
    IgnoreRule key =
        new IgnoreRule(List.of(JsonPointer.of("data", "key")), ObjectSelector.everything());

    check(MAP, new IgnoreRules(List.of(key)));

    assertThat(cluster.requests).containsExactly(READ, DRY_RUN);
  }

  private Applied check(KubeObject object, IgnoreRules ignored) {
    ApplyRequest request = request(inventory, object).withIgnored(ignored).withCheck(Check.FULL);
    return (Applied) applier(observatory).apply(request);
  }
}
