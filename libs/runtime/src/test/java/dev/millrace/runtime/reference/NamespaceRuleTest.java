package dev.millrace.runtime.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import org.junit.jupiter.api.Test;

class NamespaceRuleTest {
  private static final ReferenceKey OTHER = new ReferenceKey("GitRepository", "infra", "repo");

  /** The rule asks no cluster: the answer can't tell whether the object is there. */
  @Test
  void row36Row39ReferencesToOtherNamespacesAreDeniedWhenSwitchedOff() {
    assertThatThrownBy(() -> new NamespaceRule(false).check("apps", OTHER))
        .isInstanceOfSatisfying(
            ReconcileFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(GeneralReason.ACCESS_DENIED))
        .hasMessage(
            "can't access 'GitRepository/infra/repo', cross-namespace references have been blocked");
  }

  @Test
  void ownNamespaceAndOpenClustersPass() {
    new NamespaceRule(false).check("infra", OTHER);
    new NamespaceRule(true).check("apps", OTHER);
  }
}
