package dev.millrace.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void givesNoPortTwiceBeforeAnybodyListens() {
    List<Integer> ports = Stream.generate(Ports::free).limit(2_000).toList();

    assertThat(ports).doesNotHaveDuplicates();
  }
}
