package dev.millrace.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.reconcile.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {
  private static final List<String> THREE = List.of("a", "b", "c");

  @Test
  void everyShardIsExactlyOneMembers() {
    ShardSet all = ShardSet.NONE;
    int sum = 0;
    for (String member : THREE) {
      ShardSet share = Rendezvous.shareOf(member, THREE);
      all = all.and(share);
      sum += share.size();
    }
    assertThat(all).isEqualTo(ShardSet.ALL);
    assertThat(sum).isEqualTo(ShardSet.COUNT);
  }

  @Test
  void membersGetAboutTheSame() {
    assertThat(THREE)
        .allSatisfy(
            member ->
                assertThat(Rendezvous.shareOf(member, THREE).size())
                    .isBetween(ShardSet.COUNT / 4, ShardSet.COUNT / 2));
  }

  @Test
  void onlyTheShareOfANewMemberMoves() {
    List<String> four = new ArrayList<>(THREE);
    four.add("d");
    ShardSet moved = Rendezvous.shareOf("d", four);
    for (String member : THREE) {
      ShardSet before = Rendezvous.shareOf(member, THREE);
      assertThat(Rendezvous.shareOf(member, four)).isEqualTo(before.without(moved));
    }
    assertThat(moved.size()).isBetween(ShardSet.COUNT / 8, ShardSet.COUNT / 2);
  }

  /** Replicas of different versions have to agree, so these numbers never change. */
  @Test
  void objectsStayInTheirShards() {
    assertThat(Rendezvous.shardOf(new ObjectKey("Kustomization", "apps", "shop"))).isEqualTo(120);
    assertThat(Rendezvous.shardOf(new ObjectKey("HelmRelease", "apps", "shop"))).isEqualTo(89);
  }

  @Test
  void objectsAreSpreadOverAllShards() {
    long used =
        IntStream.range(0, 2000)
            .map(i -> Rendezvous.shardOf(new ObjectKey("Kustomization", "apps", "app-" + i)))
            .distinct()
            .count();
    assertThat(used).isEqualTo(ShardSet.COUNT);
  }
}
