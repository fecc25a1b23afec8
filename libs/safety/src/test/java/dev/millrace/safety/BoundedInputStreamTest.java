package dev.millrace.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BoundedInputStreamTest {

  @Test
  void readsExactlyTheBound() throws IOException {
    assertThat(BoundedReads.readAll(zeros(10), "input", 10)).hasSize(10);
  }

  @Test
  void refusesOneByteMore() {
    assertThatThrownBy(() -> BoundedReads.readAll(zeros(11), "input", 10))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("input is larger than the limit of 10 bytes");
  }

  @Test
  void countsSingleAndSkippedBytes() throws IOException {
    try (var in = new BoundedInputStream(zeros(10), "input", 4)) {
      assertThat(in.read()).isZero();
      assertThat(in.skip(3)).isEqualTo(3);
      assertThat(in.bytesRead()).isEqualTo(4);
      assertThatThrownBy(in::read).isInstanceOf(LimitExceeded.class);
    }
  }

  private static ByteArrayInputStream zeros(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }
}
