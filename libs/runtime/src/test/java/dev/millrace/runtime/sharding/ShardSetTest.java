package dev.millrace.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardSetTest {
  @Test
  void isWrittenAsRanges() {
    assertThat(ShardSet.of(0, 1, 2, 7, 9, 10)).hasToString("0-2,7,9-10");
    assertThat(ShardSet.ALL).hasToString("0-127");
    assertThat(ShardSet.NONE).hasToString("");
  }

  @Property
  void readsBackWhatItWrote(@ForAll Set<@IntRange(min = 0, max = 127) Integer> shards) {
    ShardSet set = ShardSet.of(shards.stream().mapToInt(Integer::intValue).toArray());
    assertThat(ShardSet.parse(set.toString())).isEqualTo(set);
    assertThat(set).containsExactlyInAnyOrderElementsOf(shards);
  }

  @ParameterizedTest
  @ValueSource(strings = {"128", "5-3", "0-200", "a", "1,", "-1", "1-2-3", " 1"})
  void refusesWhatIsNoListOfShards(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ShardSet.parse(text));
  }
}
