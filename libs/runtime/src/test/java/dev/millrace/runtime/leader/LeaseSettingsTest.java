package dev.millrace.runtime.leader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaseSettingsTest {
  @Test
  void shardsElectLeadersOfTheirOwn() {
    String all = LeaseSettings.leaseName("source-controller", "");
    String shard1 = LeaseSettings.leaseName("source-controller", "sharding.fluxcd.io/key=1");
    String shard2 = LeaseSettings.leaseName("source-controller", "sharding.fluxcd.io/key=2");
    assertThat(all).isEqualTo("source-controller-leader-election");
    assertThat(shard1).startsWith(all + "-").isNotEqualTo(shard2);
  }

  @Test
  void namesOfShardsAreThoseOfFlux() {
    assertThat(LeaseSettings.shardName("foo", "bar")).isEqualTo("foo-fcde2b2e");
  }
}
