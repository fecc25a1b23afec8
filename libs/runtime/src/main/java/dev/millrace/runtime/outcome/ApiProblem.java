package dev.millrace.runtime.outcome;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Says what became of a request to the API server that failed. */
public final class ApiProblem {
  private ApiProblem() {}

  /**
   * The answer's code and reason, such as {@code the Kubernetes API answered 409 Conflict}, without
   * the message, which may quote what was sent; or that there was no answer.
   */
  public static String of(KubernetesClientException e) {
    if (e.getCode() <= 0) {
      return "the Kubernetes API cannot be reached, or ended the connection before it answered";
    }
    return Optional.ofNullable(e.getStatus())
        .map(Status::getReason)
        .map(reason -> "the Kubernetes API answered %d %s".formatted(e.getCode(), reason))
        .orElse("the Kubernetes API answered " + e.getCode());
  }
}
