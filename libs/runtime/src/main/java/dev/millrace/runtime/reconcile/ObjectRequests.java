package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.fairness.RequestTurns;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/** Sends requests about objects when it is the turn of their namespace. */
final class ObjectRequests {
  private static final int TOO_MANY_REQUESTS = 429;

  private final RequestTurns turns;

  ObjectRequests(RequestTurns turns) {
    this.turns = turns;
  }

  /**
   * Sends a request.
   *
   * @param verb what it does; requests of one verb for one kind take about the same time
   * @throws KubernetesClientException if it fails, or if the thread is interrupted before
   */
  <T> T send(String verb, HasMetadata object, Supplier<T> request) {
    String namespace = object.getMetadata().getNamespace();
    try (RequestTurns.Turn turn = turns.take(namespace, verb + " " + object.getKind())) {
      return answer(turn, request);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("nothing is sent: the run was told to end");
    }
  }

  private static <T> T answer(RequestTurns.Turn turn, Supplier<T> request) {
    try {
      return request.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == TOO_MANY_REQUESTS) {
        turn.refused();
      }
      throw e;
    }
  }
}
