package dev.millrace.apply;

import static dev.millrace.apply.Objects.annotated;
import static dev.millrace.apply.Objects.at;
import static dev.millrace.apply.Objects.configMap;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyOutcome.Failed;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Desired;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the server does not accept, and what is told of it. */
class ApplyRefusalsTest extends ApplierScene {
  @Test
  void appliesNothingOfAStageWhenOneObjectIsRefusedAndReportsAllRefusals() {
    ApiFailure invalid = ApiFailure.answered(422, "Invalid", "it is not right");
    cluster.refuse(request -> request.startsWith("dry-run ConfigMap"), invalid);

    Failed outcome =
        failed(
            request(
                List.of(
                    at(ACCOUNT, "apps/a.yaml:1"),
                    at(MAP, "apps/b.yaml:7"),
                    at(configMap("other", "1"), "apps/c.yaml:3"))));

    assertThat(outcome.message())
        .isEqualTo(
            """
            ConfigMap/app/other dry-run failed (Invalid): it is not right (source: apps/c.yaml:3)
            ConfigMap/app/settings dry-run failed (Invalid): it is not right (source: apps/b.yaml:7)\
            """);
    assertThat(outcome.rejections()).hasSize(2);
    assertThat(outcome.transientFailure()).isFalse();
    assertThat(cluster.requests).noneMatch(request -> request.startsWith("apply"));
  }

  @Test
  void keepsWhatWasMadeBeforeAFailureInTheInventory() {
    cluster.refuse(
        request -> request.equals("apply ConfigMap/app/settings"),
        ApiFailure.unreachable("the server went away"));
    InventoryEntry old = InventoryEntry.parse("app_old__ConfigMap", "v1");

    Failed outcome = failed(request(Inventory.of(List.of(old)), ACCOUNT, MAP));

    assertThat(outcome.describe())
        .isEqualTo(
            "ConfigMap/app/settings apply failed: the server went away\n"
                + "ServiceAccount/app/runner created");
    assertThat(outcome.transientFailure()).isTrue();
    assertThat(outcome.inventory().entries()).containsExactly(old, InventoryEntry.of(ACCOUNT));
  }

  @Test
  void reportsAsADryRunWhyTheFirstObjectIsRefused() {
    ApiFailure invalid = ApiFailure.answered(422, "Invalid", "it is not right");
    cluster.refuse(request -> request.contains("ServiceAccount"), invalid);

    Failed outcome = failed(request(MAP, ACCOUNT));

    assertThat(outcome.message())
        .isEqualTo("ServiceAccount/app/runner dry-run failed (Invalid): it is not right");
    assertThat(outcome.inventory().entries()).isEmpty();
    assertThat(cluster.requests).noneMatch(request -> request.startsWith("apply"));
  }

  @Test
  void makesImmutableObjectsAnewWhenForced() {
    Inventory inventory = applied(request(MAP)).inventory();
    String uid = live(MAP).uid();
    refuseToChange();

    Applied outcome = applied(request(inventory, configMap("settings", "2")).withForce(true));

    assertThat(outcome.done()).hasToString("ConfigMap/app/settings created");
    assertThat(actions(outcome)).containsExactly(Action.RECREATE);
    assertThat(live(MAP).uid()).isNotEqualTo(uid);
  }

  @Test
  void makesObjectsAnewThatAskForIt() {
    Inventory inventory = applied(request(MAP)).inventory();
    refuseToChange();

    Applied outcome =
        applied(request(inventory, annotated(configMap("settings", "2"), "force", "enabled")));

    assertThat(actions(outcome)).containsExactly(Action.RECREATE);
  }

  @Test
  void deletesNothingWhenAnotherObjectIsRefused() {
    Inventory inventory = applied(request(MAP)).inventory();
    refuseToChange();
    cluster.refuse(
        request -> request.endsWith("ServiceAccount/app/runner"),
        ApiFailure.answered(403, "Forbidden", "you may not"));

    failed(request(inventory, configMap("settings", "2"), ACCOUNT).withForce(true));

    assertThat(cluster.requests).noneMatch(request -> request.startsWith("delete"));
  }

  @Test
  void reportsImmutableObjectsWhenNotForced() {
    Inventory inventory = applied(request(MAP)).inventory();
    refuseToChange();

    assertThat(failed(request(inventory, configMap("settings", "2"))).message())
        .isEqualTo("ConfigMap/app/settings dry-run failed (Invalid): field is immutable");
  }

  @Test
  void doesNotApplyEncryptedSecrets() {
    KubeObject secret = object("v1", "Secret", "login").with(Map.of("mac", "x"), "sops");

    Failed outcome = failed(request(List.of(at(secret, "login.yaml:1"), Desired.of(MAP))));

    assertThat(outcome.message())
        .isEqualTo(
            "Secret/app/login is SOPS encrypted, configuring decryption is required for this secret"
                + " to be reconciled (source: login.yaml:1)");
    assertThat(cluster.requests).isEmpty();
  }

  @Test
  void showsNoSecretValuesInMessagesAndDifferences() {
    KubeObject secret =
        object("v1", "Secret", "login").with(Map.of("password", "aHVudGVyMg=="), "data");
    Inventory inventory = applied(request(secret)).inventory();

    Applied changed = applied(request(inventory, secret.with("c3dvcmRmaXNo", "data", "password")));
    cluster.refuse(
        request -> request.startsWith("dry-run Secret"),
        ApiFailure.answered(
            422, "Invalid", "data: Invalid value: \"hunter2\": aHVudGVyMg== is bad"));
    Failed refused = failed(request(inventory, secret));

    assertThat(change(changed, secret).fields())
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.before()).isEqualTo("*** (before)");
              assertThat(field.after()).isEqualTo("*** (after)");
            });
    assertThat(refused.message()).doesNotContain("hunter2", "aHVudGVyMg==").contains("***");
  }

  private void refuseToChange() {
    cluster.refuse(
        request -> request.equals("dry-run ConfigMap/app/settings"),
        ApiFailure.answered(422, "Invalid", "field is immutable"));
  }
}
