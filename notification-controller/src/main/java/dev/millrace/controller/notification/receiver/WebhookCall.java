package dev.millrace.controller.notification.receiver;

import java.util.Map;
import java.util.TreeMap;

/** A call to a webhook: its headers, by name without regard to case, and its body. */
public record WebhookCall(Map<String, String> headers, byte[] body) {

  /** Copies the headers. */
  public WebhookCall {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  /** A header's value, or an empty text. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
