package dev.millrace.controller.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.runtime.reconcile.CpuPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedProcessorsTest {
  private final CpuPool pool = new CpuPool(1);
  private final SharedProcessors processors = new SharedProcessors(pool, "team");

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void computesOnThreadsThatCarryNoRuns() throws Exception {
    Thread computing = processors.call(Thread::currentThread);

    assertThat(computing).isNotEqualTo(Thread.currentThread());
    assertThat(computing.isVirtual()).isFalse();
  }

  @Test
  void failsAsTheWorkDoes() {
    ActionException failure = new ActionException(Reason.RENDER, "no such template");

    assertThatThrownBy(
            () ->
                processors.call(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void saysThatTheControllerStopsWhenItIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> processors.call(() -> "never"))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("the controller stops");
    assertThat(Thread.interrupted()).isTrue();
  }
}
