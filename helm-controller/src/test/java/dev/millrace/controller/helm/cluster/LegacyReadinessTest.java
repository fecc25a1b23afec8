package dev.millrace.controller.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthStatus;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.yaml.YamlReader;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyReadinessTest {
  private final HealthRules rules = new HealthRules(Clock.systemUTC(), LegacyReadiness.rules());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CURRENT     | {kind: Pod, status: {conditions: [{type: Ready, status: 'True'}]}}",
        "IN_PROGRESS | {kind: Pod, status: {phase: Running}}",
        "CURRENT     | {kind: Service, spec: {type: ExternalName}}",
        "CURRENT     | {kind: Service, spec: {type: ClusterIP, clusterIP: None}}",
        "IN_PROGRESS | {kind: Service, spec: {type: ClusterIP}}",
        "IN_PROGRESS | {kind: Service, spec: {type: LoadBalancer, clusterIP: 10.0.0.1}}",
        "CURRENT     | {kind: Service, spec: {type: LoadBalancer, clusterIP: 10.0.0.1, externalIPs:"
            + " [192.0.2.1]}}",
        "CURRENT     | {kind: Service, spec: {type: LoadBalancer, clusterIP: 10.0.0.1}, status:"
            + " {loadBalancer: {ingress: [{ip: 192.0.2.1}]}}}",
        "CURRENT     | {kind: PersistentVolumeClaim, status: {phase: Bound}}",
        "IN_PROGRESS | {kind: PersistentVolumeClaim, status: {phase: Pending}}",
        "IN_PROGRESS | {kind: ReplicationController, spec: {replicas: 2}, status: {readyReplicas:"
            + " 1}}",
        "CURRENT     | {kind: ReplicationController, spec: {replicas: 2}, status: {readyReplicas:"
            + " 2}}",
      })
  void judgesKindsOfTheCoreGroup(HealthStatus expected, String object) {
    assertThat(judge("{apiVersion: v1, metadata: {name: a}, " + object.substring(1)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IN_PROGRESS | 4 | 0 | 0 | 0",
        "IN_PROGRESS | 4 | 4 | 4 | 2",
        "CURRENT     | 4 | 4 | 4 | 3",
        "CURRENT     | 4 | 4 | 4 | 4",
        "IN_PROGRESS | 4 | 5 | 2 | 4",
        "CURRENT     | 0 | 0 | 0 | 0",
        "IN_PROGRESS | 1 | 1 | 1 | 0",
      })
  void judgesADeploymentByItsNewPods(
      HealthStatus expected, long wanted, long all, long updated, long ready) {
    assertThat(
            judge(
                """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: a, generation: 1},
                 spec: {replicas: %d},
                 status: {observedGeneration: 1, replicas: %d, updatedReplicas: %d,
                          readyReplicas: %d}}
                """
                    .formatted(wanted, all, updated, ready)))
        .isEqualTo(expected);
  }

  @Test
  void countsWithTheNumbersOfTheRollout() {
    assertThat(deployment("{rollingUpdate: {maxUnavailable: 2}}", 2))
        .isEqualTo(HealthStatus.CURRENT);
    assertThat(deployment("{rollingUpdate: {maxUnavailable: 0, maxSurge: 0}}", 3))
        .isEqualTo(HealthStatus.CURRENT);
    assertThat(deployment("{type: Recreate}", 3)).isEqualTo(HealthStatus.IN_PROGRESS);
  }

  @Test
  void judgesNothingThatItsControllerHasNotSeen() {
    assertThat(
            judge(
                """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: a, generation: 2},
                 spec: {replicas: 0}, status: {observedGeneration: 1}}
                """))
        .isEqualTo(HealthStatus.IN_PROGRESS);
  }

  @Test
  void judgesAStatefulSetByItsUpdate() {
    assertThat(statefulSet("{type: RollingUpdate}", 2, "new", "new"))
        .isEqualTo(HealthStatus.CURRENT);
    assertThat(statefulSet("{type: RollingUpdate}", 2, "old", "new"))
        .isEqualTo(HealthStatus.IN_PROGRESS);
    assertThat(statefulSet("{type: RollingUpdate, rollingUpdate: {partition: 1}}", 1, "old", "new"))
        .isEqualTo(HealthStatus.CURRENT);
    assertThat(statefulSet("{type: OnDelete}", 0, "old", "new")).isEqualTo(HealthStatus.CURRENT);
  }

  @Test
  void judgesADaemonSetByItsNodes() {
    assertThat(daemonSet(3, 3)).isEqualTo(HealthStatus.CURRENT);
    assertThat(daemonSet(3, 2)).isEqualTo(HealthStatus.CURRENT);
    assertThat(daemonSet(3, 1)).isEqualTo(HealthStatus.IN_PROGRESS);
    assertThat(daemonSet(2, 3)).isEqualTo(HealthStatus.IN_PROGRESS);
  }

  @Test
  void doesNotWaitForKindsThatHelmDoesNotKnow() {
    assertThat(LegacyReadiness.waitsFor(object("{apiVersion: example.com/v1, kind: Widget}")))
        .isFalse();
    assertThat(LegacyReadiness.waitsFor(object("{apiVersion: v1, kind: ConfigMap}"))).isFalse();
    assertThat(LegacyReadiness.waitsFor(object("{apiVersion: batch/v1, kind: Job}"))).isTrue();
    assertThat(LegacyReadiness.waitsFor(object("{apiVersion: apps/v1, kind: Deployment}")))
        .isTrue();
  }

  private HealthStatus deployment(String strategy, long ready) {
    return judge(
        """
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: a, generation: 1},
         spec: {replicas: 4, strategy: %s},
         status: {observedGeneration: 1, replicas: 4, updatedReplicas: 4, readyReplicas: %d}}
        """
            .formatted(strategy, ready));
  }

  private HealthStatus statefulSet(String strategy, long updated, String current, String update) {
    return judge(
        """
        {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a, generation: 1},
         spec: {replicas: 2, updateStrategy: %s},
         status: {observedGeneration: 1, updatedReplicas: %d, readyReplicas: 2,
                  currentRevision: %s, updateRevision: %s}}
        """
            .formatted(strategy, updated, current, update));
  }

  private HealthStatus daemonSet(long updated, long ready) {
    return judge(
        """
        {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: a, generation: 1},
         spec: {updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 10%%}}},
         status: {observedGeneration: 1, desiredNumberScheduled: 3, updatedNumberScheduled: %d,
                  numberReady: %d}}
        """
            .formatted(updated, ready));
  }

  private HealthStatus judge(String yaml) {
    return rules.judge(object(yaml)).status();
  }

  private static KubeObject object(String yaml) {
    return KubeObject.of(
        Objects.requireNonNull(ValueTrees.asTable(YamlReader.kustomize().read(yaml))));
  }
}
