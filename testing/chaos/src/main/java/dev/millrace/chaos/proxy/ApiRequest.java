package dev.millrace.chaos.proxy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a request to the API server.
 *
 * @param method such as {@code PATCH}
 * @param target path and query
 * @param head the whole head as it arrived, with its empty line
 */
public record ApiRequest(String method, String target, String head) {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  static ApiRequest parse(String head) {
    String[] first = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
    return new ApiRequest(first[0], first[1], head);
  }

  /** Whether it may change something in a namespace. */
  public boolean writesIn(String namespace) {
    return WRITES.contains(method) && target.contains("/namespaces/" + namespace + "/");
  }

  /** Whether its answer goes on as long as there is news. */
  public boolean isWatch() {
    return target.contains("watch=true") || target.contains("watch=1");
  }

  /** Whether it asks for the first page of a list. */
  public boolean beginsPages() {
    return method.equals("GET") && target.contains("limit=") && !continuesPages() && !isWatch();
  }

  /** Whether it asks for another page of a list. */
  public boolean continuesPages() {
    return target.contains("continue=");
  }

  /** The same request for pages of one object each. */
  public String targetWithSmallPages() {
    return target.replaceFirst("limit=\\d+", "limit=1");
  }

  ApiRequest withTarget(String other) {
    return new ApiRequest(
        method, other, head.replaceFirst(Pattern.quote(target), Matcher.quoteReplacement(other)));
  }

  boolean isUpgrade() {
    return head.toLowerCase(Locale.ROOT).contains("\r\nupgrade:");
  }

  /** The head as it goes on: one request for one connection. */
  String headToForward() {
    return isUpgrade()
        ? head
        : head.replaceAll("(?i)\r\nconnection:[^\r]*", "")
            .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
  }
}
