package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.controller.notification.config.KnownObjects;
import dev.millrace.controller.notification.config.NotificationFlags;
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
      KubernetesClient client, KnownObjects known, NotificationFlags flags, Clock clock) {
    return new ReceiverRequests(
        path -> byPath(known, path),
        new ReceiverTokens(client),
        new AnnotationRequester(client, clock),
        !flags.tenancy().noCrossNamespaceRefs());
  }

  private static Optional<Receiver> byPath(KnownObjects known, String path) {
    return known.receivers().filter(each -> path.equals(each.status().webhookPath())).findFirst();
  }
}
