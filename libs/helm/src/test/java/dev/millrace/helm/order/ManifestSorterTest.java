package dev.millrace.helm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookDeletePolicy;
import dev.millrace.helm.hook.HookEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestSorterTest {
  @Test
  void splitsAtEveryLineThatStartsWithThreeDashes() {
    assertThat(ManifestSplitter.split("\n# c\n---\nkind: A\n\n---kind: B\n--- # d\n---\n\n---\n"))
        .containsExactly("# c\n", "kind: A\n\n", "kind: B\n", "# d\n");
    assertThat(ManifestSplitter.split("a: |\n  ---\n  x\n")).containsExactly("a: |\n  ---\n  x\n");
    assertThat(ManifestSplitter.split(" \n ")).isEmpty();
  }

  @Test
  void ordersByKindThenPathAndPutsUnknownKindsLast() throws ManifestException {
    var sorted =
        ManifestSorter.sort(
            Map.of(
                "c/b.yaml", "kind: Zeta\n---\nkind: Service\nmetadata: {name: b}",
                "c/a.yaml", "kind: Service\nmetadata: {name: a}\n---\nkind: Alpha",
                "c/_p.tpl", "kind: Namespace",
                "c/empty.yaml", " \n",
                "c/n.yaml", "kind: Namespace"),
            KindOrder.INSTALL);
    assertThat(sorted.manifests())
        .extracting(m -> m.head().kind() + m.head().name())
        .containsExactly("Namespace", "Servicea", "Serviceb", "Alpha", "Zeta");
  }

  @Test
  void removesInAnOrderOfItsOwn() {
    var kinds =
        new java.util.ArrayList<>(
            List.of("Service", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"));
    kinds.sort(KindOrder.UNINSTALL.comparator());
    assertThat(kinds)
        .containsExactly(
            "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "Service");
  }

  @Test
  void readsHooks() throws ManifestException {
    Hook hook =
        hooks(
                """
                kind: Job
                metadata:
                  name: migrate
                  annotations:
                    helm.sh/hook: pre-install, Pre-Upgrade ,test-success
                    helm.sh/hook-weight: "-5"
                    helm.sh/hook-delete-policy: hook-succeeded,before-hook-creation
                """)
            .getFirst();
    assertThat(hook.events())
        .containsExactly(HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE, HookEvent.TEST);
    assertThat(hook.weight()).isEqualTo(-5);
    assertThat(hook.isDeleted(HookDeletePolicy.HOOK_SUCCEEDED)).isTrue();
    assertThat(hook.isDeleted(HookDeletePolicy.HOOK_FAILED)).isFalse();
  }

  @Test
  void dropsObjectsWithUnknownHooks() throws ManifestException {
    assertThat(hooks("kind: Job\nmetadata: {annotations: {helm.sh/hook: 'crd-install'}}"))
        .isEmpty();
  }

  @Test
  void namesTheTemplateOfBrokenYaml() {
    assertThatThrownBy(() -> hooks("a: b: c"))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("YAML parse error on c/h.yaml: ");
    assertThatThrownBy(() -> hooks("[]")).hasMessageStartingWith("YAML parse error on c/h.yaml: ");
  }

  private static List<Hook> hooks(String text) throws ManifestException {
    return ManifestSorter.sort(Map.of("c/h.yaml", text), KindOrder.INSTALL).hooks();
  }
}
