package dev.millrace.chaos.proxy;

import java.util.Locale;
import java.util.Set;

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
