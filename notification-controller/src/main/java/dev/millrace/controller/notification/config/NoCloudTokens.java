package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;

/** Knows no cloud. */
final class NoCloudTokens implements CloudTokens {
  @Override
  public String azure(ProviderSettings.Identity identity, String scope) {
    throw new NotificationFailure("the provider needs a token in its Secret");
  }

  @Override
  public String google(ProviderSettings.Identity identity, String scope) {
    throw new NotificationFailure("the provider needs a token in its Secret");
  }
}
