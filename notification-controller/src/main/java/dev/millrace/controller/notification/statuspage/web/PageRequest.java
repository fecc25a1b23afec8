package dev.millrace.controller.notification.statuspage.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read to its end.
 *
 * @param segments of the path, decoded
 * @param query the parameters, decoded; of repeated ones the first
 * @param headers by names in any case
 */
record PageRequest(
    String method,
    List<String> segments,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  private static final int LARGEST_FORM = 32 * 1024;
  private static final int MOST_PARAMETERS = 50;
  private static final int LONGEST_PARAMETER = 200;

  /**
   * Reads a request.
   *
   * @param target path and query as they were sent
   * @throws IllegalArgumentException if they make no sense
   */
  static PageRequest of(String method, String target, Map<String, String> headers, String body) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    return new PageRequest(method, segments(path), parameters(query), headers, body);
  }

  static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1)).skip(1).map(PageRequest::decoded).toList();
  }

  /** A parameter of the query, without spaces around it and not very long; else empty. */
  String parameter(String name) {
    String value = query.getOrDefault(name, "").strip();
    return value.length() > LONGEST_PARAMETER ? "" : value;
  }

  /** The number in a parameter of the query; 1 if there is none. */
  int page() {
    String value = parameter("page");
    return value.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(value) : 1;
  }

  /** A header; empty if there is none. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The fields of a form; none if it is too large to be one of ours. */
  Map<String, String> form() {
    return body.length() > LARGEST_FORM ? Map.of() : parameters(body);
  }

  /** The value of a cookie. */
  Optional<String> cookie(String name) {
    return Arrays.stream(header("Cookie").split(";"))
        .map(String::strip)
        .filter(each -> each.startsWith(name + "="))
        .map(each -> each.substring(name.length() + 1))
        .findFirst();
  }

  /** Whether the browser came over TLS, as a proxy in front says. */
  boolean isOverTls() {
    return header("X-Forwarded-Proto").equalsIgnoreCase("https");
  }

  /** Whether a page of somebody else made the browser send this. */
  boolean isFromElsewhere() {
    String site = header("Sec-Fetch-Site");
    return !site.isEmpty() && !site.equals("same-origin") && !site.equals("none");
  }

  private static Map<String, String> parameters(String encoded) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : encoded.split("&", MOST_PARAMETERS)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
