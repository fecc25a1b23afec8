package dev.millrace.controller.notification.receiver;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call whose sender proved to be allowed.
 *
 * @param body what filters read: the body, or what was packed in it
 * @param claims of the caller's identity token; empty for types without one
 */
record AcceptedCall(WebhookCall call, byte[] body, Map<String, @Nullable Object> claims) {

  /** A call without an identity token. */
  static AcceptedCall of(WebhookCall call) {
    return new AcceptedCall(call, call.body(), Map.of());
  }
}
