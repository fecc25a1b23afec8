package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.fairness.Concurrency;
import dev.millrace.runtime.fairness.RequestTurns;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ObjectRequestsTest {
  private final Widget widget = new WidgetWorld().widget();

  @Test
  void aRequestWaitsForOthersOfItsNamespace() throws Exception {
    RequestTurns one = new RequestTurns(Concurrency.fixed(1), System::nanoTime);
    CompletableFuture<Boolean> sent = new CompletableFuture<>();
    RequestTurns.Turn other = one.take("apps", "GET");
    Thread sender =
        Thread.startVirtualThread(
            () -> new ObjectRequests(one).send("PATCH", widget, () -> sent.complete(true)));
    while (one.waiting() == 0 && !sent.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(sent).isNotDone();
    other.close();
    assertThat(sent.get(60, TimeUnit.SECONDS)).isTrue();
    sender.join();
  }

  @Test
  void aRefusalMakesTheNextOnesFewer() {
    RequestTurns turns = new RequestTurns(new Concurrency(1, 8, 8), System::nanoTime);
    assertThatThrownBy(
            () ->
                new ObjectRequests(turns)
                    .send(
                        "PATCH",
                        widget,
                        () -> {
                          throw new KubernetesClientException("too many", 429, null);
                        }))
        .hasMessageContaining("too many");
    assertThat(turns.atOnce()).isEqualTo(4);
  }

  @Test
  void whoIsToldToEndSendsNothing() throws Exception {
    RequestTurns one = new RequestTurns(Concurrency.fixed(1), System::nanoTime);
    try (RequestTurns.Turn _ = one.take("apps", "GET")) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () ->
                  new ObjectRequests(one)
                      .send(
                          "PATCH",
                          widget,
                          () -> {
                            throw new AssertionError("was sent");
                          }))
          .isInstanceOf(KubernetesClientException.class);
      assertThat(Thread.interrupted()).as("who called can tell").isTrue();
    }
  }
}
