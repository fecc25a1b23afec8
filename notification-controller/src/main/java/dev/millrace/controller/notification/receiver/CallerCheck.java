package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ReceiverSpec;
import dev.millrace.controller.notification.provider.Hmac;
import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Whether a call is what a Receiver's type, Secret and events ask for (FLUX.md 5.5). */
final class CallerCheck {
  private final IdentityTokens identities;

  /**
   * @param identities checks the tokens of callers that prove who they are
   */
  CallerCheck(IdentityTokens identities) {
    this.identities = identities;
  }

  /**
   * Accepts a call or throws.
   *
   * @param secret the values of the Receiver's Secret
   * @throws RejectedCall when the caller does not prove to be allowed, or the event is not wanted
   */
  AcceptedCall accept(
      ReceiverSpec receiver, Sensitive<Map<String, String>> secret, WebhookCall call)
      throws InterruptedException {
    String token = secret.reveal().getOrDefault("token", "");
    switch (receiver.type()) {
      case "generic" -> {}
      case "generic-hmac" -> Signature.require(call.header("X-Signature"), token, call.body());
      case "github" -> requireHub(receiver, token, call, "X-GitHub-Event");
      case "bitbucket" -> requireHub(receiver, token, call, "X-Event-Key");
      case "gitlab" -> {
        Signature.requireEqual(call.header("X-Gitlab-Token"), token);
        requireEvent(receiver, call.header("X-Gitlab-Event"));
      }
      case "harbor" -> Signature.requireEqual(call.header("Authorization"), token);
      case "nexus" -> requireNexus(token, call);
      case "quay" ->
          Payload.first(call.body()).requireTexts("docker_url").requireList("updated_tags");
      case "dockerhub" -> requireDockerHub(Payload.first(call.body()));
      case "acr" -> requireAcr(Payload.first(call.body()));
      case "cdevents" -> requireCdEvent(receiver, call);
      case "gcr" -> {
        return GoogleCaller.accept(identities, secret.reveal(), call);
      }
      case "generic-oidc" -> {
        return new AcceptedCall(
            call, call.body(), OidcCaller.accept(identities, receiver.oidcProviders(), call));
      }
      default ->
          throw new RejectedCall("receivers of type '" + receiver.type() + "' are not served");
    }
    return AcceptedCall.of(call);
  }

  /** An empty token asks for no signature, as in Flux; {@link ReceiverSecrets} gives out none. */
  private static void requireHub(
      ReceiverSpec receiver, String token, WebhookCall call, String eventHeader) {
    String type = MediaType.of(call.header("Content-Type"));
    if (!type.equals("application/json") && !type.equals("application/x-www-form-urlencoded")) {
      throw new RejectedCall("the content type is neither JSON nor a form");
    }
    if (!token.isEmpty()) {
      String signature = call.header("X-Hub-Signature-256");
      Signature.require(
          signature.isEmpty() ? call.header("X-Hub-Signature") : signature, token, call.body());
    }
    requireEvent(receiver, call.header(eventHeader));
  }

  private static void requireNexus(String token, WebhookCall call) {
    String given = call.header("X-Nexus-Webhook-Signature");
    if (given.isEmpty()) {
      throw new RejectedCall("the header X-Nexus-Webhook-Signature is missing");
    }
    Signature.requireEqual(
        given, Hmac.SHA1.hex(token.getBytes(StandardCharsets.UTF_8), call.body()));
    Payload.whole(call.body()).requireTexts("action", "repositoryName");
  }

  private static void requireDockerHub(Payload payload) {
    payload.part("push_data").requireTexts("tag");
    payload.part("repository").requireTexts("repo_url");
  }

  private static void requireAcr(Payload payload) {
    payload.requireTexts("action");
    payload.part("target").requireTexts("repository", "tag");
  }

  private static void requireCdEvent(ReceiverSpec receiver, WebhookCall call) {
    CdEvent.require(Payload.whole(call.body()));
    requireEvent(receiver, call.header("Ce-Type"));
  }

  /** A receiver without events takes all of them; names are compared without regard to case. */
  private static void requireEvent(ReceiverSpec receiver, String event) {
    if (!receiver.events().isEmpty()
        && receiver.events().stream().noneMatch(wanted -> wanted.equalsIgnoreCase(event))) {
      throw new RejectedCall("the event is not one of the receiver's events");
    }
  }
}
