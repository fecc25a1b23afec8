package dev.millrace.runtime.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ApiProblemTest {
  @Test
  void namesCodeAndReasonAndNoMoreOfTheAnswer() {
    var conflict =
        new StatusBuilder().withCode(409).withReason("Conflict").withMessage("s3cret").build();

    assertThat(ApiProblem.of(new KubernetesClientException(conflict)))
        .isEqualTo("the Kubernetes API answered 409 Conflict");
  }

  @Test
  void namesTheCodeWhereThereIsNoReason() {
    assertThat(ApiProblem.of(new KubernetesClientException("x", 502, null)))
        .isEqualTo("the Kubernetes API answered 502");
  }

  @Test
  void saysThatThereWasNoAnswer() {
    assertThat(ApiProblem.of(new KubernetesClientException("x", new IOException("closed"))))
        .isEqualTo(
            "the Kubernetes API cannot be reached, or ended the connection before it answered");
  }
}
