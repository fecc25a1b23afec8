package dev.millrace.controller.notification.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.notification.ProviderSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterProvidersTest {
  private static final LocalObjectReference TOKEN = new LocalObjectReference("token");
  private static final LocalObjectReference CERTIFICATES = new LocalObjectReference("certificates");

  @Test
  void commitStatusesTrustCertificatesBesideTheirToken() {
    assertThat(ClusterProviders.certificates(provider("gitlab", null))).isEqualTo(TOKEN);
    assertThat(ClusterProviders.certificates(provider("gitlab", CERTIFICATES)))
        .isEqualTo(CERTIFICATES);
  }

  @Test
  void othersNeedASecretOfCertificates() {
    assertThat(ClusterProviders.certificates(provider("slack", null))).isNull();
    assertThat(ClusterProviders.certificates(provider("slack", CERTIFICATES)))
        .isEqualTo(CERTIFICATES);
  }

  private static ProviderSpec provider(String type, @Nullable LocalObjectReference certificates) {
    return new ProviderSpec(
        type,
        null,
        null,
        null,
        TOKEN,
        certificates,
        null,
        null,
        null,
        null,
        new GoDuration("15s"),
        null,
        false);
  }
}
