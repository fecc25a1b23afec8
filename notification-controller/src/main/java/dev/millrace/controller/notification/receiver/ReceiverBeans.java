package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.controller.notification.config.KnownObjects;
import dev.millrace.controller.notification.config.NotificationFlags;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.runtime.secret.ClusterSecrets;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Wires the answering of webhooks. */
@Singleton
final class ReceiverBeans {
  @Produces
  @Singleton
  ReceiverRequests receiverRequests(
      KubernetesClient client,
      KnownObjects known,
      NotificationFlags flags,
      Exchange exchange,
      Clock clock) {
    return ReceiverRequests.of(
        path -> byPath(known, path),
        new ReceiverSecrets(new ClusterSecrets(client)),
        new OidcTokens(exchange, clock),
        new ClusterResources(client, clock),
        !flags.tenancy().noCrossNamespaceRefs());
  }

  private static Optional<Receiver> byPath(KnownObjects known, String path) {
    return known.receivers(path).stream().findFirst();
  }
}
