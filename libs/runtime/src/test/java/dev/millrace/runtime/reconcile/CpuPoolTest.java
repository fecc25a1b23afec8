package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
