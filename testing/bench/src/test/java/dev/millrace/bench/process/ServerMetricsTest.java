package dev.millrace.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  @Test
  void addsUpRequestsByVerb() {
    assertThat(
            ServerMetrics.requestsByVerb(
                """
                # TYPE apiserver_request_total counter
                apiserver_request_total{code="200",resource="pods",verb="GET",version="v1"} 7
                apiserver_request_total{code="404",resource="pods",verb="GET",version="v1"} 1
                apiserver_request_total{code="200",resource="pods",verb="PATCH",version="v1"} 1.2e+03
                apiserver_request_slo_duration_seconds_count{verb="GET"} 9
                """))
        .isEqualTo(Map.of("get", 8L, "patch", 1_200L));
  }
}
