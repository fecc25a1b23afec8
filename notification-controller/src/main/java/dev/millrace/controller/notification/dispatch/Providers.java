package dev.millrace.controller.notification.dispatch;

import dev.millrace.api.notification.Provider;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.util.Optional;

/** Finds the Provider that an Alert names, and what its Secrets say. */
public interface Providers {
  /** The provider; empty when it does not exist. */
  Optional<Provider> find(String namespace, String name);

  /**
   * The settings of a provider, its Secret read.
   *
   * @throws dev.millrace.controller.notification.provider.NotificationFailure when a Secret is
   *     missing or unusable
   */
  ProviderSettings settings(Provider provider);

  /**
   * The HTTP side for a provider: its timeout, proxy and certificates.
   *
   * @throws dev.millrace.controller.notification.provider.NotificationFailure when a Secret is
   *     missing or unusable
   */
  Exchange exchange(Provider provider);
}
