package dev.millrace.controller.notification.provider.git;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.safety.Sensitive;
import java.net.URI;

/**
 * What the Secret of a Provider says about an app of GitHub (FLUX.md 1.14).
 *
 * @param api where the server takes requests of apps, without a slash at its end
 * @param installation the number of the installation; empty when its owner is given
 * @param owner the organisation or user that installed the app; empty when its number is given
 */
record GitHubAppSecret(
    URI api, String id, String installation, String owner, Sensitive<String> privateKey) {
  static final String APP_ID = "githubAppID";
  private static final String INSTALLATION_ID = "githubAppInstallationID";
  private static final String INSTALLATION_OWNER = "githubAppInstallationOwner";
  private static final String PRIVATE_KEY = "githubAppPrivateKey";
  private static final String BASE_URL = "githubAppBaseURL";

  /**
   * Reads the Secret of a Provider.
   *
   * @param api of the server that has the Provider's repository; the Secret may name another
   * @throws NotificationFailure when a key is missing or makes no sense
   */
  static GitHubAppSecret of(ProviderSettings settings, String api) {
    String installation = value(settings, INSTALLATION_ID);
    String owner = value(settings, INSTALLATION_OWNER);
    if (installation.isEmpty() == owner.isEmpty()) {
      throw new NotificationFailure(
          "the Secret must have one of the keys '%s' and '%s'"
              .formatted(INSTALLATION_ID, INSTALLATION_OWNER));
    }
    if (!installation.chars().allMatch(Character::isDigit)) {
      throw new NotificationFailure("the key '%s' must be a number".formatted(INSTALLATION_ID));
    }
    String base = value(settings, BASE_URL);
    return new GitHubAppSecret(
        url(base.isEmpty() ? api : base),
        required(settings, APP_ID),
        installation,
        owner,
        Sensitive.of(required(settings, PRIVATE_KEY)));
  }

  private static URI url(String text) {
    try {
      return URI.create(text.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException _) {
      throw new NotificationFailure("the key '%s' is no URL".formatted(BASE_URL));
    }
  }

  private static String required(ProviderSettings settings, String key) {
    String value = value(settings, key);
    if (value.isEmpty()) {
      throw new NotificationFailure("the Secret has no key '%s'".formatted(key));
    }
    return value;
  }

  private static String value(ProviderSettings settings, String key) {
    return settings.secret().reveal().getOrDefault(key, "").strip();
  }

  /** The address of a method. */
  URI method(String path) {
    return URI.create(api + path);
  }
}
