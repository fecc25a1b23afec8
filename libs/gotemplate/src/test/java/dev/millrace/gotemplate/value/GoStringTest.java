package dev.millrace.gotemplate.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GoStringTest {
  @Property
  void keepsEveryByte(@ForAll byte[] bytes) {
    String text = GoString.of(bytes);
    assertThat(GoString.toBytes(text)).isEqualTo(bytes);
    assertThat(GoString.byteLength(text)).isEqualTo(bytes.length);
    assertThat(GoString.normalize(text)).isEqualTo(text);
  }

  @Property
  void keepsValidTextAsItIs(@ForAll String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    String valid = new String(utf8, StandardCharsets.UTF_8);
    assertThat(GoString.of(utf8)).isEqualTo(valid);
    assertThat(GoString.byteLength(valid)).isEqualTo(utf8.length);
  }

  @Property
  void joinsWhatWasCutInsideACharacter(@ForAll byte[] bytes, @ForAll int at) {
    int cut = Math.floorMod(at, bytes.length + 1);
    String left = GoString.of(Arrays.copyOf(bytes, cut));
    String right = GoString.of(bytes, cut, bytes.length);
    assertThat(GoString.normalize(left + right)).isEqualTo(GoString.of(bytes));
  }

  @Property
  void ordersByBytes(@ForAll String left, @ForAll String right) {
    int expected = Arrays.compareUnsigned(GoString.toBytes(left), GoString.toBytes(right));
    assertThat(Integer.signum(GoString.compare(left, right))).isEqualTo(Integer.signum(expected));
  }

  @Test
  void slicesBytes() {
    assertThat(GoString.slice("aé", 0, 2)).isEqualTo("a\uDCC3");
    assertThat(GoString.slice("aé", 1, 3)).isEqualTo("é");
    assertThat(GoString.runes("a\uDCC3")).containsExactly('a', 0xFFFD);
  }
}
