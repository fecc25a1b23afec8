package dev.millrace.controller.notification.provider;

import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * What a notifier has to know of a Provider and its Secret; texts that are not given are empty.
 *
 * @param type as in the spec
 * @param address the URL of the service; for some types a name or a connection string
 * @param token a token, or empty
 * @param password a password, or empty
 * @param headers further request headers from the Secret; Pub/Sub takes them as attributes
 * @param identity the Provider, and the ServiceAccount whose cloud identity it uses
 * @param secret all keys of the Secret, for types that know keys of their own
 * @param format how {@code generic} writes events: {@link #CDEVENTS}, or empty for Flux's own way
 */
public record ProviderSettings(
    String type,
    Sensitive<String> address,
    String channel,
    String username,
    Sensitive<String> token,
    Sensitive<String> password,
    Sensitive<Map<String, String>> headers,
    Identity identity,
    Sensitive<Map<String, String>> secret,
    String format) {
  /** The format of events that are sent as CDEvents. */
  public static final String CDEVENTS = "cdevents";

  /** Settings with the usual format. */
  public ProviderSettings(
      String type,
      Sensitive<String> address,
      String channel,
      String username,
      Sensitive<String> token,
      Sensitive<String> password,
      Sensitive<Map<String, String>> headers,
      Identity identity,
      Sensitive<Map<String, String>> secret) {
    this(type, address, channel, username, token, password, headers, identity, secret, "");
  }

  /**
   * Who the Provider is in the cluster.
   *
   * @param serviceAccount the ServiceAccount that it names, or empty for none
   */
  public record Identity(String namespace, String name, String uid, String serviceAccount) {
    /** The same Provider, acting as a ServiceAccount. */
    public Identity as(String account) {
      return new Identity(namespace, name, uid, account);
    }
  }

  /**
   * The address as an http or https URL.
   *
   * @throws NotificationFailure when it is anything else; the message does not hold it
   */
  public URI url() {
    if (address.reveal().isEmpty()) {
      throw new NotificationFailure(
          "the provider has no address: set spec.address or the key 'address' of its Secret");
    }
    try {
      URI url = new URI(address.reveal());
      boolean http = "http".equalsIgnoreCase(url.getScheme());
      if ((http || "https".equalsIgnoreCase(url.getScheme())) && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // The reason of the parser would show the address.
    }
    throw new NotificationFailure("the provider's address is not an http or https URL");
  }

  /** The scheme, host and port of the address. */
  public String origin() {
    URI url = url();
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  /**
   * The token.
   *
   * @throws NotificationFailure when there is none
   */
  public String requireToken() {
    if (token.reveal().isEmpty()) {
      throw new NotificationFailure(
          "providers of type '%s' need the key 'token' in their Secret".formatted(type));
    }
    return token.reveal();
  }

  /**
   * The channel.
   *
   * @param meaning what the channel is for this type, such as {@code room}
   * @throws NotificationFailure when there is none
   */
  public String requireChannel(String meaning) {
    if (channel.isEmpty()) {
      throw new NotificationFailure(
          "providers of type '%s' need spec.channel, the %s".formatted(type, meaning));
    }
    return channel;
  }

  /** Whether both a user name and a password are given. */
  public boolean hasLogin() {
    return !username.isEmpty() && !password.reveal().isEmpty();
  }
}
