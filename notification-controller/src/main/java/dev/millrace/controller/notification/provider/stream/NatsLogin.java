package dev.millrace.controller.notification.provider.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.BasicLogin;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How we log in to NATS: with the credentials file in the key {@code creds} of the Secret, the seed
 * in {@code nkey}, what stands in the address, or a user and a password, the first that is there.
 */
final class NatsLogin {
  private static final Pattern JWT =
      Pattern.compile("-+BEGIN NATS USER JWT-+\\s+(\\S+)\\s+-+END NATS USER JWT-+");
  private static final Pattern SEED =
      Pattern.compile("-+BEGIN USER NKEY SEED-+\\s+(\\S+)\\s+-+END USER NKEY SEED-+");

  private NatsLogin() {}

  /** Adds what the server has to know to the options of the connection. */
  static void addTo(ObjectNode options, ProviderSettings settings, URI server, String nonce) {
    Map<String, String> secret = settings.secret().reveal();
    if (secret.containsKey("creds")) {
      String file = secret.get("creds");
      Nkey key = Nkey.parse(Sensitive.of(find(SEED, file)));
      options.put("jwt", find(JWT, file)).put("sig", key.sign(nonce));
    } else if (secret.containsKey("nkey")) {
      Nkey key = Nkey.parse(Sensitive.of(secret.getOrDefault("nkey", "")));
      options.put("nkey", key.publicKey()).put("sig", key.sign(nonce));
    } else if (server.getRawUserInfo() != null) {
      BasicLogin.in(server).ifPresent(login -> addTo(options, login));
    } else if (settings.hasLogin()) {
      options.put("user", settings.username()).put("pass", settings.password().reveal());
    } else if (!settings.token().reveal().isEmpty()) {
      options.put("auth_token", settings.token().reveal());
    }
  }

  /** A name without a password is a token. */
  private static void addTo(ObjectNode options, BasicLogin login) {
    String password = login.password().reveal();
    if (password.isEmpty()) {
      options.put("auth_token", login.username());
    } else {
      options.put("user", login.username()).put("pass", password);
    }
  }

  private static String find(Pattern pattern, @Nullable String file) {
    Matcher matcher = pattern.matcher(file == null ? "" : file);
    if (!matcher.find()) {
      throw new NotificationFailure("the key 'creds' of the Secret is no NATS credentials file");
    }
    return matcher.group(1);
  }
}
