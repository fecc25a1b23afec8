package dev.millrace.apply.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoryTest {

  private static final InventoryEntry SERVICE = InventoryEntry.parse("a_web__Service", "v1");
  private static final InventoryEntry DEPLOYMENT =
      InventoryEntry.parse("a_web_apps_Deployment", "v1");
  private static final InventoryEntry NAMESPACE = InventoryEntry.parse("_a__Namespace", "v1");

  @Test
  void listsWhatIsMissingInTheOrderOfApplying() {
    Inventory before = Inventory.of(List.of(DEPLOYMENT, SERVICE, NAMESPACE));
    Inventory after = Inventory.of(List.of(SERVICE));

    assertThat(before.missingFrom(after)).containsExactly(NAMESPACE, DEPLOYMENT);
    assertThat(after.missingFrom(before)).isEmpty();
  }

  @Test
  void treatsAnotherVersionAsTheSameObject() {
    Inventory before =
        Inventory.of(List.of(InventoryEntry.parse("a_web_apps_Deployment", "v1beta1")));

    assertThat(before.missingFrom(Inventory.of(List.of(DEPLOYMENT)))).isEmpty();
  }

  @Test
  void keepsWhatCouldNotBeDeleted() {
    Inventory after = Inventory.of(List.of(SERVICE));

    assertThat(after.plus(List.of(SERVICE, DEPLOYMENT)).entries())
        .containsExactly(SERVICE, DEPLOYMENT);
  }

  @Test
  void writesTheFormOfTheStatus() {
    assertThat(Inventory.of(List.of(DEPLOYMENT)).toStatus())
        .containsExactly(Map.of("id", "a_web_apps_Deployment", "v", "v1"));
    assertThat(DEPLOYMENT.apiVersion()).isEqualTo("apps/v1");
  }

  @Test
  void putsNamedKindsIntoTheCustomStage() {
    KubeObject account = KubeObject.named("v1", new ObjectRef("", "ServiceAccount", "a", "runner"));
    KubeObject widget =
        KubeObject.named("example.com/v1", new ObjectRef("example.com", "Widget", "a", "w"));

    Set<GroupKind> custom = GroupKind.parseSet("ServiceAccount, example.com/Widget");

    assertThat(Stage.of(account, custom)).isEqualTo(Stage.CUSTOM);
    assertThat(Stage.of(widget, custom)).isEqualTo(Stage.CUSTOM);
    assertThat(Stage.of(widget)).isEqualTo(Stage.RESOURCES);
    assertThat(GroupKind.parseSet(" ")).isEmpty();
  }
}
