package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.install.Manifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests let the controllers do, and whom they let talk to them. */
class InstalledRightsTest {
  private static final List<String> READS = List.of("get", "list", "watch");
  private static final String IMPERSONATION = "millrace-impersonation";

  @ParameterizedTest
  @ValueSource(strings = {"single", "multi-tenant", "ha"})
  void row52NoRuleGivesEveryVerb(String overlay) {
    assertThat(roles(overlay).flatMap(role -> role.getRules().stream()))
        .isNotEmpty()
        .noneMatch(rule -> rule.getVerbs().contains("*"));
  }

  /** The appliers of many tenants look at what they applied; that is all they do by themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "multi-tenant", "ha"})
  void row52OnlyLookingIsAllowedForEveryKind(String overlay) {
    assertThat(roles(overlay).filter(role -> role.getRules().stream().anyMatch(this::isForAll)))
        .allMatch(role -> role.getMetadata().getName().equals(IMPERSONATION))
        .flatExtracting(ClusterRole::getRules)
        .filteredOn(this::isForAll)
        .allMatch(rule -> READS.containsAll(rule.getVerbs()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "multi-tenant", "ha"})
  void row52NobodyChangesSecretsWithTheRightsOfAController(String overlay) {
    assertThat(roles(overlay).flatMap(role -> role.getRules().stream()))
        .filteredOn(rule -> rule.getResources() != null && rule.getResources().contains("secrets"))
        .allMatch(rule -> READS.containsAll(rule.getVerbs()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"multi-tenant"})
  void row52NobodyIsAdministratorAmongTenants(String overlay) {
    assertThat(Manifests.ofOverlay(overlay).text()).doesNotContain("name: cluster-admin");
  }

  /** The artifact server listens at 9090. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "multi-tenant", "ha"})
  void row54OnlyThePodsOfTheSuiteReachTheArtifacts(String overlay) {
    List<NetworkPolicy> policies = objects(overlay, NetworkPolicy.class).toList();
    assertThat(policies)
        .anyMatch(
            policy ->
                policy.getSpec().getPolicyTypes().contains("Ingress")
                    && policy.getSpec().getPodSelector().getMatchLabels().isEmpty());
    assertThat(policies)
        .flatExtracting(policy -> policy.getSpec().getIngress())
        .map(NetworkPolicyIngressRule.class::cast)
        .filteredOn(rule -> reaches(rule, 9090))
        .allMatch(
            rule -> rule.getFrom().stream().allMatch(from -> from.getNamespaceSelector() == null))
        .isNotEmpty();
  }

  private static boolean reaches(NetworkPolicyIngressRule rule, int port) {
    return rule.getPorts().isEmpty()
        || rule.getPorts().stream().anyMatch(each -> each.getPort().getIntVal() == port);
  }

  private boolean isForAll(PolicyRule rule) {
    return rule.getResources() != null && rule.getResources().contains("*");
  }

  private static Stream<ClusterRole> roles(String overlay) {
    return objects(overlay, ClusterRole.class);
  }

  private static <T extends HasMetadata> Stream<T> objects(String overlay, Class<T> type) {
    return Arrays.stream(Manifests.ofOverlay(overlay).text().split("(?m)^---$"))
        .filter(document -> document.contains("\nkind: " + type.getSimpleName() + "\n"))
        .map(document -> Serialization.unmarshal(document, type));
  }
}
