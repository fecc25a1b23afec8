package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.load.RegistryWebhook;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry says it got is scanned long before the interval is over. */
class RegistryWebhookTest {
  @Test
  void aCallOfTheRegistryLeadsToAScanAndToANewSelection(@TempDir Path folder) throws Exception {
    try (RegistryWebhook webhook = new RegistryWebhook(folder)) {
      assertThat(webhook.push("1.1.0")).isEqualTo(200);
      webhook.awaitSelected("1.1.0");
    }
  }
}
