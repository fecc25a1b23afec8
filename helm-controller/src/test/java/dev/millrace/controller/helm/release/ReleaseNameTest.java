package dev.millrace.controller.helm.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

class ReleaseNameTest {
  @Test
  void isTheNameOfTheObject() {
    HelmRelease object = new HelmRelease();
    object.setMetadata(new ObjectMetaBuilder().withName("podinfo").withNamespace("apps").build());

    assertThat(ReleaseName.of(object)).isEqualTo(new ReleaseName("podinfo", "apps", "apps"));
  }

  /** The golden vector of FLUX.md 9. */
  @Test
  void isShortenedAsFluxDoes() {
    assertThat(
            ReleaseName.shortened(
                "a-very-long-namespace-name-for-testing-the-shortening-rule-of-releases"))
        .isEqualTo("a-very-long-namespace-name-for-testing-t-94d3ddfd996f");
  }

  @Test
  void keepsNamesThatAreShortEnough() {
    assertThat(ReleaseName.shortened("a".repeat(53))).isEqualTo("a".repeat(53));
  }
}
