package dev.millrace.cluster.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.KubeConfigReference;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.SecretKeyReference;
import dev.millrace.runtime.reference.ReferenceKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DestinationTest {
  @Test
  void theOwnClusterIsDescribedByNothing() {
    assertThat(to(null).configs()).isEmpty();
  }

  @Test
  void aKubeconfigIsASecretOfTheNamespace() {
    assertThat(to(new KubeConfigReference(null, new SecretKeyReference("remote", null))).configs())
        .containsExactly(new ReferenceKey("Secret", "apps", "remote"));
  }

  @Test
  void aDescriptionIsAConfigMapOfTheNamespace() {
    assertThat(to(new KubeConfigReference(new LocalObjectReference("remote"), null)).configs())
        .containsExactly(new ReferenceKey("ConfigMap", "apps", "remote"));
  }

  private static Destination to(@Nullable KubeConfigReference remote) {
    return Destination.of("apps", remote, null);
  }
}
