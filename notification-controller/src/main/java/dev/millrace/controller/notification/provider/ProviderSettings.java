package dev.millrace.controller.notification.provider;

import dev.millrace.safety.Sensitive;
import java.util.Map;

/**
 * What a notifier has to know of a Provider and its Secret; texts that are not given are empty.
 *
 * @param type as in the spec
 * @param address the URL of the service
 * @param token a token, or empty
 * @param password a password, or empty
 * @param headers further request headers from the Secret
 * @param providerUid the uid of the Provider
 * @param commitStatus the identifier of commit statuses
 */
public record ProviderSettings(
    String type,
    Sensitive<String> address,
    String channel,
    String username,
    Sensitive<String> token,
    Sensitive<String> password,
    Map<String, String> headers,
    String providerUid,
    String commitStatus) {

  /** Copies the headers. */
  public ProviderSettings {
    headers = Map.copyOf(headers);
  }
}
