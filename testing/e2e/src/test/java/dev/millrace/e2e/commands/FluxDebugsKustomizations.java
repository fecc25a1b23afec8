package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.util.List;
import java.util.Map;

/**
 * {@code flux debug ks} shows the variables that were substituted, the status and the history
 * (FLUX.md 8).
 */
final class FluxDebugsKustomizations implements Step {
  private static final String NAMESPACE = "team-blue";

  @Override
  public String title() {
    return "flux debug ks";
  }

  @Override
  public void play(Stage stage) {
    Observed kustomization =
        stage.cluster().find(Kind.KUSTOMIZATION, NAMESPACE, "shop-dev").orElseThrow();
    showsTheVariablesThatWereSubstituted(stage, kustomization);
    showsTheStatus(kustomization);
    showsTheHistory(kustomization);
  }

  private static void showsTheVariablesThatWereSubstituted(Stage stage, Observed kustomization) {
    String host = kustomization.text("spec.postBuild.substitute.shop_host");
    assertThat(host).isNotEmpty();
    assertThat(stage.cluster().list(Kind.INGRESS, NAMESPACE))
        .extracting(ingress -> ingress.text("spec.rules.0.host"))
        .contains(host);
  }

  private static void showsTheStatus(Observed kustomization) {
    assertThat(kustomization.isReady()).isTrue();
    assertThat(kustomization.text("status.lastAppliedRevision"))
        .isEqualTo(kustomization.text("status.lastAttemptedRevision"));
    assertThat((List<?>) kustomization.at("status.inventory.entries").orElseThrow()).isNotEmpty();
  }

  private static void showsTheHistory(Observed kustomization) {
    List<?> history = (List<?>) kustomization.at("status.history").orElseThrow();
    assertThat(history).isNotEmpty().allSatisfy(FluxDebugsKustomizations::isEntry);
    assertThat(((Map<?, ?>) history.getFirst()).get("lastReconciledStatus"))
        .isEqualTo("ReconciliationSucceeded");
  }

  private static void isEntry(Object entry) {
    Map<?, ?> fields = (Map<?, ?>) entry;
    assertThat(String.valueOf(fields.get("digest"))).startsWith("sha256:");
    assertThat(String.valueOf(fields.get("firstReconciled")))
        .isLessThanOrEqualTo(String.valueOf(fields.get("lastReconciled")));
    assertThat(String.valueOf(fields.get("lastReconciledDuration"))).matches("[0-9.]+(ms|s|m.*)");
    assertThat(Integer.parseInt(String.valueOf(fields.get("totalReconciliations")))).isPositive();
    assertThat(String.valueOf(fields.get("metadata"))).contains("revision=");
  }
}
