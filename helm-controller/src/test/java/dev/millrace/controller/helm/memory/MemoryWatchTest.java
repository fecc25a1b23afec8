package dev.millrace.controller.helm.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryWatchTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CountDownLatch exits = new CountDownLatch(1);

  @TempDir Path folder;

  @BeforeEach
  void limitMemory() throws IOException {
    write("max", "1000000\n");
    write("current", "400000\n");
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void stopsTheControllerWhenMemoryRunsOut() throws Exception {
    watch(90).start();
    assertThat(exits.await(50, TimeUnit.MILLISECONDS)).isFalse();

    write("current", "900000\n");

    assertThat(exits.await(2, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void goesOnWhenTheUseCannotBeReadForAMoment() throws Exception {
    watch(90).start();
    write("current", "");
    write("current", "950000");

    assertThat(exits.await(2, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void refusesToWatchMemoryThatIsNotLimited() throws IOException {
    write("max", "max\n");

    assertThatThrownBy(() -> watch(90).start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("resources.limits.memory");
  }

  @Test
  void namesAFileThatHoldsNoNumber() throws IOException {
    write("max", "much");

    assertThatThrownBy(() -> watch(90).start())
        .hasMessageContaining("max")
        .hasMessageContaining("much");
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThatThrownBy(() -> watch(101)).hasMessageContaining("--oom-watch-memory-threshold");
  }

  private MemoryWatch watch(int threshold) {
    MemoryGauge gauge =
        MemoryGauge.of(folder.resolve("max").toString(), folder.resolve("current").toString());
    return new MemoryWatch(gauge, threshold, Duration.ofMillis(2), timer, exits::countDown);
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }
}
