package dev.millrace.controller.helm.helmrelease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.controller.helm.cluster.StubCluster;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PutChartTest {
  private static final ApiFailure CONFLICT = ApiFailure.answered(409, "Conflict", "was modified");
  private static final KubeObject WANTED = chart(Map.of("chart", "app", "version", "1.0.0"));

  private final OneObjectCluster cluster = new OneObjectCluster();
  private final PutChart put = new PutChart(cluster, "helm-controller");

  @Test
  void tellsWhetherItMadeOrChangedTheChart() {
    assertThat(put.put(WANTED)).isEqualTo(PutChart.Change.CREATED);
    assertThat(put.put(WANTED)).isEqualTo(PutChart.Change.NONE);
    cluster.live = Optional.of(chart(Map.of("chart", "app", "version", "2.0.0")));
    assertThat(put.put(WANTED)).isEqualTo(PutChart.Change.CONFIGURED);

    assertThat(cluster.applied).isEqualTo(2);
  }

  @Test
  void leavesWhatOthersAdded() {
    cluster.live = Optional.of(WANTED.with("x", "metadata", "labels", "somebody"));

    assertThat(put.put(WANTED)).isEqualTo(PutChart.Change.NONE);
  }

  @Test
  void triesAgainWhenSomebodyElseWroteAtTheSameMoment() {
    cluster.refusals.addAll(List.of(CONFLICT, CONFLICT, CONFLICT, CONFLICT));

    assertThat(put.put(WANTED)).isEqualTo(PutChart.Change.CREATED);
    assertThat(cluster.live).contains(WANTED);
  }

  @Test
  void givesUpWhenConflictsDoNotEnd() {
    cluster.refusals.addAll(List.of(CONFLICT, CONFLICT, CONFLICT, CONFLICT, CONFLICT, CONFLICT));

    assertThatExceptionOfType(ApiFailure.class)
        .isThrownBy(() -> put.put(WANTED))
        .isSameAs(CONFLICT);
    assertThat(cluster.refusals).hasSize(1);
  }

  @Test
  void asksOnceForWhatIsForbidden() {
    ApiFailure forbidden = ApiFailure.answered(403, "Forbidden", "may not");
    cluster.refusals.addAll(List.of(forbidden, CONFLICT));

    assertThatExceptionOfType(ApiFailure.class)
        .isThrownBy(() -> put.put(WANTED))
        .isSameAs(forbidden);
    assertThat(cluster.refusals).hasSize(1);
  }

  private static KubeObject chart(Map<String, Object> spec) {
    return KubeObject.of(
        Map.of(
            "apiVersion",
            WantedChart.API_VERSION,
            "kind",
            "HelmChart",
            "metadata",
            Map.of("name", "apps-app", "namespace", "apps"),
            "spec",
            spec));
  }

  /** Refuses as told, then takes whatever is applied. */
  private static final class OneObjectCluster extends StubCluster {
    private final Deque<ApiFailure> refusals = new ArrayDeque<>();
    private Optional<KubeObject> live = Optional.empty();
    private int applied;

    @Override
    public Optional<KubeObject> get(String apiVersion, ObjectRef ref) {
      return live;
    }

    @Override
    public KubeObject apply(KubeObject object, ApplyMode mode) {
      if (!refusals.isEmpty()) {
        throw refusals.pop();
      }
      applied++;
      live = Optional.of(object);
      return object;
    }
  }
}
