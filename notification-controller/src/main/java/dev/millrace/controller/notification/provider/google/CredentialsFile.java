package dev.millrace.controller.notification.provider.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.Sensitive;
import java.net.URI;

/**
 * The fields of credentials. Nothing that is shown of them holds more than their names.
 *
 * @param path of this part within the whole, with a dot behind each name; empty for the whole
 */
record CredentialsFile(Sensitive<JsonNode> json, String path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static CredentialsFile parse(Sensitive<String> text) {
    try {
      JsonNode json = JSON.readTree(text.reveal());
      if (json != null && json.isObject()) {
        return new CredentialsFile(Sensitive.of(json), "");
      }
    } catch (JsonProcessingException _) {
      // The reason of the parser would show the key.
    }
    throw new NotificationFailure(
        "the key 'token' of the Secret does not hold the JSON of Google credentials");
  }

  /** What kind of credentials these are; keys of service accounts were once without it. */
  String type() {
    return has("client_email") && !has("type") ? "service_account" : text("type");
  }

  boolean has(String name) {
    return json.reveal().hasNonNull(name);
  }

  /** A field; empty when it is missing. */
  String text(String name) {
    return json.reveal().path(name).asText("");
  }

  String required(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw unusable(name, "missing");
    }
    return text;
  }

  URI url(String name, String usual) {
    String text = has(name) ? text(name) : usual;
    try {
      URI url = URI.create(text);
      if (url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // The reason would show the address.
    }
    throw unusable(name, text.isEmpty() ? "missing" : "no URL");
  }

  /** An object within; without fields when it is missing. */
  CredentialsFile part(String name) {
    return new CredentialsFile(json.map(whole -> whole.path(name)), path + name + ".");
  }

  JsonNode tree(String name) {
    return json.reveal().path(name);
  }

  NotificationFailure unusable(String field, String why) {
    return new NotificationFailure(
        "the Google credentials in the key 'token' of the Secret: the field %s%s is %s"
            .formatted(path, field, why));
  }
}
