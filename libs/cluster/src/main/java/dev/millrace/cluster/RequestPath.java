package dev.millrace.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path and query of a request, every part of which is encoded. */
final class RequestPath {
  private static final String NAMESPACES = "/namespaces/";
  private static final String DRY_RUN = "dryRun=All";
  private static final Pattern OF_OBJECTS =
      Pattern.compile(
          "(?<api>/api/[^/]+|/apis/[^/]+/[^/]+)(?:/namespaces/[^/]+)?"
              + "(?<type>/[^/]+)(?<name>/[^/]+)?(?<part>/.+)?");

  private final StringBuilder path = new StringBuilder();
  private final List<String> query = new ArrayList<>();

  /** A path that begins at the root. */
  static RequestPath root(String segment) {
    return new RequestPath().segment(segment);
  }

  /** The path of a group and version: {@code /api/v1} or {@code /apis/apps/v1}. */
  static RequestPath ofApi(String apiVersion) {
    RequestPath path = new RequestPath();
    boolean core = apiVersion.indexOf('/') < 0;
    path.path.append(core ? "/api" : "/apis");
    for (String part : apiVersion.split("/", -1)) {
      path.segment(part);
    }
    return path;
  }

  /**
   * Appends a segment.
   *
   * @throws IllegalArgumentException if Kubernetes does not allow it in a path
   */
  RequestPath segment(String text) {
    boolean unsafe =
        text.isEmpty()
            || text.equals(".")
            || text.equals("..")
            || text.indexOf('/') >= 0
            || text.indexOf('%') >= 0;
    if (unsafe) {
      throw new IllegalArgumentException(
          "'" + text + "' cannot be the name of a Kubernetes object or a part of its address.");
    }
    path.append('/').append(encode(text).replace("+", "%20"));
    return this;
  }

  RequestPath query(String key, String value) {
    query.add(encode(key) + "=" + encode(value));
    return this;
  }

  /** The namespace that the path leads into or to; empty when it leads elsewhere. */
  String namespace() {
    int at = path.indexOf(NAMESPACES);
    if (at < 0) {
      return "";
    }
    int begin = at + NAMESPACES.length();
    int end = path.indexOf("/", begin);
    return path.substring(begin, end < 0 ? path.length() : end);
  }

  /**
   * What the path leads to, without the names of namespace and object: requests for the same take
   * about the same time. Dry runs are a kind of their own.
   */
  String type() {
    Matcher parts = OF_OBJECTS.matcher(path);
    if (!parts.matches()) {
      return path.toString();
    }
    return parts.group("api")
        + parts.group("type")
        + (parts.group("name") == null ? "" : "/*")
        + Objects.requireNonNullElse(parts.group("part"), "")
        + (query.contains(DRY_RUN) ? "?" + DRY_RUN : "");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return query.isEmpty() ? path.toString() : path + "?" + String.join("&", query);
  }
}
