package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ReceiverSpec;
import dev.millrace.controller.notification.provider.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Whether a call is what a Receiver's type, token and events ask for (FLUX.md 5.5). */
final class CallCheck {
  private CallCheck() {}

  /**
   * Accepts a call or throws.
   *
   * @throws RejectedCall when the caller does not prove to know the token, or the event is not
   *     wanted
   */
  static void require(ReceiverSpec receiver, String token, WebhookCall call) {
    switch (receiver.type()) {
      case "generic" -> {}
      case "generic-hmac" -> Signature.require(call.header("X-Signature"), token, call.body());
      case "github" -> {
        requireHubSignature(token, call);
        requireEvent(receiver, call.header("X-GitHub-Event"));
      }
      case "gitlab" -> {
        Signature.requireEqual(call.header("X-Gitlab-Token"), token);
        requireEvent(receiver, call.header("X-Gitlab-Event"));
      }
      case "harbor" -> Signature.requireEqual(call.header("Authorization"), token);
      case "nexus" ->
          Signature.requireEqual(
              call.header("X-Nexus-Webhook-Signature"),
              Hmac.SHA1.hex(token.getBytes(StandardCharsets.UTF_8), call.body()));
      default ->
          throw new RejectedCall("receivers of type '" + receiver.type() + "' are not served");
    }
  }

  private static void requireHubSignature(String token, WebhookCall call) {
    String signature = call.header("X-Hub-Signature-256");
    Signature.require(
        signature.isEmpty() ? call.header("X-Hub-Signature") : signature, token, call.body());
    if (!call.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("application/json")
        && !call.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
      throw new RejectedCall("the content type is neither JSON nor a form");
    }
  }

  /** A receiver without events takes all of them; names are compared without regard to case. */
  private static void requireEvent(ReceiverSpec receiver, String event) {
    if (!receiver.events().isEmpty()
        && receiver.events().stream().noneMatch(wanted -> wanted.equalsIgnoreCase(event))) {
      throw new RejectedCall("the event is not one of the receiver's events");
    }
  }
}
