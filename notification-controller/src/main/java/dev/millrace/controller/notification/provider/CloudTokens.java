package dev.millrace.controller.notification.provider;

/** Proves to clouds who we are, without a secret of theirs (workload identity). */
public interface CloudTokens {
  /** What tokens for Azure DevOps are asked for. */
  String AZURE_DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798/.default";

  /** What tokens for Azure Event Hubs are asked for. */
  String AZURE_EVENT_HUBS = "https://eventhubs.azure.net/.default";

  /** What tokens for Google Pub/Sub are asked for. */
  String GOOGLE_PUBSUB = "https://www.googleapis.com/auth/pubsub";

  /**
   * A token of Azure for a Provider's ServiceAccount, or the controller's own.
   *
   * @throws NotificationFailure when the cloud gives none
   */
  String azure(ProviderSettings.Identity identity, String scope) throws InterruptedException;

  /**
   * A token of Google for a Provider's ServiceAccount, or the controller's own.
   *
   * @throws NotificationFailure when the cloud gives none
   */
  String google(ProviderSettings.Identity identity, String scope) throws InterruptedException;
}
