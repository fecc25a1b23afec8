package dev.millrace.apply;

import static dev.millrace.apply.Objects.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyRequest.Check;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Applying as such: what is sent, and what is recorded. */
class ApplierTest extends ApplierScene {
  @Test
  void triesTheOtherObjectsOfAStageThenAppliesAllInOrder() {
    Applied outcome = applied(request(MAP, ACCOUNT));

    assertThat(cluster.requests)
        .containsExactly(
            "dry-run ConfigMap/app/settings",
            "create ServiceAccount/app/runner",
            "apply ConfigMap/app/settings");
    assertThat(outcome.done())
        .hasToString("ServiceAccount/app/runner created\nConfigMap/app/settings created");
    assertThat(outcome.inventory().toStatus())
        .containsExactly(
            Map.of("id", "app_runner__ServiceAccount", "v", "v1"),
            Map.of("id", "app_settings__ConfigMap", "v", "v1"));
  }

  @Test
  void putsTheLabelsOfTheOwnerAndCommonMetadataOnObjects() {
    applied(request(MAP).withCommonMetadata(Map.of("team", "a"), Map.of("note", "b")));

    assertThat(live(MAP).labels())
        .containsEntry("kustomize.toolkit.fluxcd.io/name", "apps")
        .containsEntry("kustomize.toolkit.fluxcd.io/namespace", "flux-system")
        .containsEntry("team", "a");
    assertThat(live(MAP).annotations()).containsEntry("note", "b");
  }

  @Test
  void needsNoDryRunWhenTheServersRecordShowsThatNothingChanged() {
    Inventory inventory = applied(request(MAP, ACCOUNT)).inventory();
    cluster.requests.clear();

    Applied outcome = applied(request(inventory, MAP, ACCOUNT));

    assertThat(cluster.requests)
        .containsExactly("get ServiceAccount/app/runner", "get ConfigMap/app/settings");
    assertThat(outcome.done().isEmpty()).isTrue();
    assertThat(outcome.inventory().entries()).isEqualTo(inventory.entries());
  }

  @Test
  void triesUnchangedObjectsWhenAFullCheckIsAskedFor() {
    Inventory inventory = applied(request(MAP)).inventory();
    cluster.requests.clear();

    Applied outcome = applied(request(inventory, MAP).withCheck(Check.FULL));

    assertThat(cluster.requests)
        .containsExactly("get ConfigMap/app/settings", "dry-run ConfigMap/app/settings");
    assertThat(actions(outcome)).containsExactly(Action.UNCHANGED);
  }

  @Test
  void changesOnlyWhatDiffersAndTellsWhich() {
    Inventory inventory = applied(request(MAP, ACCOUNT)).inventory();

    Applied outcome = applied(request(inventory, configMap("settings", "2"), ACCOUNT));

    assertThat(outcome.done()).hasToString("ConfigMap/app/settings configured");
    assertThat(change(outcome, MAP).fields())
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.path()).hasToString("/data/key");
              assertThat(field.before()).isEqualTo("1");
              assertThat(field.after()).isEqualTo("2");
            });
  }

  @Test
  void dropsTheNamespaceOfObjectsThatHaveNone() {
    KubeObject namespaced = NAMESPACE.with("elsewhere", "metadata", "namespace");

    assertThat(applied(request(namespaced)).inventory().toStatus())
        .containsExactly(Map.of("id", "_app__Namespace", "v", "v1"));
  }

  @Test
  void showsWhatItWouldDoWithoutDoingIt() {
    applied(request(MAP, ACCOUNT));
    Inventory inventory = Inventory.of(List.of(InventoryEntry.of(MAP), InventoryEntry.of(ACCOUNT)));
    KubeObject before = live(MAP);

    assertThat(applier().plan(request(inventory, configMap("settings", "2"))))
        .hasToString("ConfigMap/app/settings configured\nServiceAccount/app/runner deleted");
    assertThat(live(MAP)).isEqualTo(before);
  }
}
