package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CpuPoolTest {
  private final CpuPool pool = new CpuPool(1);

  @Test
  void longWorkOfANamespaceDoesNotKeepThatOfAnotherWaiting() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var endless =
          threads.submit(
              () ->
                  pool.call(
                      "storming",
                      () -> {
                        begun.countDown();
                        return end.await(50, TimeUnit.SECONDS);
                      }));
      begun.await();
      assertThat(pool.<String, InterruptedException>call("quiet", () -> "done")).isEqualTo("done");
      end.countDown();
      assertThat(endless.get()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "4,3"})
  void leavesACoreToOthersWhereThereAreTwo(int cores, int size) {
    assertThat(CpuPool.sizeFor(cores)).isEqualTo(size);
  }

  @Test
  void throwsWhatTheWorkThrew() {
    assertThatThrownBy(
            () ->
                pool.call(
                    "a",
                    () -> {
                      throw new IOException("no space");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no space");
  }
}
