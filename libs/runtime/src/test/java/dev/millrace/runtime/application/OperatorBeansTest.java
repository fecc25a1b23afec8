package dev.millrace.runtime.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.flags.TestFlags;
import dev.millrace.runtime.leader.Lead;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.api.config.BaseConfigurationService;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import org.junit.jupiter.api.Test;

class OperatorBeansTest {
  @Test
  void theFrameworkUsesOurClientAndMakesNoneOfItsOwn() {
    try (KubernetesClient client =
        new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
      ConfigurationService framework =
          OperatorBeans.framework(
              new BaseConfigurationService(),
              client,
              FlagParser.parse(new TestFlags()),
              new ControllerIdentity("test-controller", "flux-system", "host"),
              new Lead(() -> {}));
      assertThat(framework.getKubernetesClient()).isSameAs(client);
      ConfigMap map = new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata().build();
      assertThat(framework.getResourceCloner().clone(map))
          .as("runs change no object, so none is copied")
          .isSameAs(map);
    }
  }
}
