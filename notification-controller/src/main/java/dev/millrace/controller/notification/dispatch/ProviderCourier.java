package dev.millrace.controller.notification.dispatch;

import dev.millrace.api.notification.Provider;
import dev.millrace.controller.notification.alert.CommitStatusName;
import dev.millrace.controller.notification.outbox.Courier;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Routing;
import dev.millrace.controller.notification.provider.catalog.Notifiers;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Brings deliveries to services, with the settings that their Providers have at that moment. */
public final class ProviderCourier implements Courier {
  private final Providers providers;
  private final Notifiers notifiers;
  private final Function<AlertIdentity, Map<String, ?>> alertTrees;
  private final Function<Provider, Map<String, ?>> providerTrees;

  /**
   * @param alertTrees an Alert as a tree; an empty one when it is gone
   * @param providerTrees a Provider as a tree
   */
  public ProviderCourier(
      Providers providers,
      Notifiers notifiers,
      Function<AlertIdentity, Map<String, ?>> alertTrees,
      Function<Provider, Map<String, ?>> providerTrees) {
    this.providers = providers;
    this.notifiers = notifiers;
    this.alertTrees = alertTrees;
    this.providerTrees = providerTrees;
  }

  @Override
  public void bring(Delivery delivery) throws InterruptedException {
    Provider provider =
        providers
            .find(delivery.alert().namespace(), delivery.provider())
            .orElseThrow(
                () ->
                    new NotificationFailure(
                        "Provider '%s' not found".formatted(delivery.provider())));
    if (provider.suspended()) {
      return;
    }
    ProviderSettings settings = providers.settings(provider);
    notifiers
        .of(settings)
        .tell(notification(delivery, provider, settings), providers.exchange(provider));
  }

  private Notification notification(
      Delivery delivery, Provider provider, ProviderSettings settings) {
    return new Notification(
        delivery.event(),
        delivery.id(),
        Routing.isCommitStatus(settings.type()) ? status(delivery, provider, settings) : "",
        delivery.alert());
  }

  private String status(Delivery delivery, Provider provider, ProviderSettings settings) {
    String expression = Objects.requireNonNullElse(provider.spec().commitStatusExpr(), "");
    return expression.isEmpty()
        ? CommitStatusName.usual(delivery.event(), settings.identity().uid())
        : CommitStatusName.of(
            expression,
            delivery.event(),
            alertTrees.apply(delivery.alert()),
            providerTrees.apply(provider));
  }
}
