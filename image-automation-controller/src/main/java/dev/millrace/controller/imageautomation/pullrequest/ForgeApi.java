package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.JsonService.Reply;
import dev.millrace.access.token.TokenException;
import dev.millrace.yaml.GoJson;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API of one repository on a forge: paths below an address, JSON in both directions. */
final class ForgeApi {
  private static final int LONGEST_EXPLANATION = 300;

  private final JsonService service;
  private final URI repository;
  private final Map<String, String> headers;

  /**
   * @param repository the address that paths are added to
   * @param headers that go with each call, with the credentials
   */
  ForgeApi(JsonService service, URI repository, Map<String, String> headers) {
    this.service = service;
    this.repository = repository;
    this.headers = new HashMap<>(headers);
    this.headers.put("Content-Type", "application/json");
    this.headers.putIfAbsent("Accept", "application/json");
  }

  /** A text for a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Makes a call that has to succeed.
   *
   * @param body a tree, or null
   * @return the answer as a tree
   */
  @Nullable Object call(String method, String path, @Nullable Map<String, ?> body)
      throws TokenException {
    URI address = URI.create(repository + path);
    Reply reply = service.call(method, address, headers, body == null ? null : GoJson.write(body));
    if (!reply.isSuccess()) {
      throw new TokenException(
          "%s answered %d to %s %s%s"
              .formatted(
                  address.getHost(),
                  reply.status(),
                  method,
                  address.getPath(),
                  explanation(reply)));
    }
    return reply.body().isBlank() ? null : reply.tree();
  }

  private static String explanation(Reply reply) {
    try {
      if (reply.tree() instanceof Map<?, ?> answer
          && answer.get("message") instanceof Object text) {
        String message = String.valueOf(text);
        return ": " + message.substring(0, Math.min(message.length(), LONGEST_EXPLANATION));
      }
    } catch (TokenException _) {
      // What is no JSON explains nothing.
    }
    return "";
  }

  /** A list in an answer. */
  static List<?> list(@Nullable Object tree) {
    return tree instanceof List<?> list ? list : List.of();
  }

  /** What lies at a path of keys in an answer. */
  static @Nullable Object at(@Nullable Object tree, String... path) {
    Object value = tree;
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  /** The text at a path of keys; empty where there is none. */
  static String text(@Nullable Object tree, String... path) {
    Object value = at(tree, path);
    return value == null ? "" : String.valueOf(value);
  }
}
