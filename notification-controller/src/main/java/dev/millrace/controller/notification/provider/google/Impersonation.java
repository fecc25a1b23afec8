package dev.millrace.controller.notification.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Others that may act as a service account.
 *
 * @param service gives the tokens of the account
 * @param delegates accounts that lead from one to the other, each by its name
 */
record Impersonation(GoogleCredentials source, URI service, List<String> delegates, long seconds)
    implements GoogleCredentials {
  private static final String URL = "service_account_impersonation_url";
  private static final long USUAL_SECONDS = 3600;
  private static final int MOST_DELEGATES = 10;

  /** The account that credentials name, for those who have the source. */
  static Impersonation of(GoogleCredentials source, CredentialsFile file) {
    JsonNode delegates = file.tree("delegates");
    if (delegates.size() > MOST_DELEGATES) {
      throw file.unusable("delegates", "longer than %d accounts".formatted(MOST_DELEGATES));
    }
    return new Impersonation(
        source,
        file.url(URL, ""),
        StreamSupport.stream(delegates.spliterator(), false).map(JsonNode::asText).toList(),
        file.part("service_account_impersonation")
            .tree("token_lifetime_seconds")
            .asLong(USUAL_SECONDS));
  }

  /** The account that credentials name, or the source itself where they name none. */
  static GoogleCredentials ofOptional(GoogleCredentials source, CredentialsFile file) {
    return file.has(URL) ? of(source, file) : source;
  }

  @Override
  public String token(String scope, Exchange exchange) throws InterruptedException {
    ObjectNode body = JsonTree.object();
    body.putArray("scope").add(scope);
    body.put("lifetime", seconds + "s");
    if (!delegates.isEmpty()) {
      ArrayNode chain = body.putArray("delegates");
      delegates.forEach(chain::add);
    }
    String own = source.token(CLOUD_PLATFORM, exchange);
    return TokenAnswer.field(
        exchange.require(OutgoingRequest.post(service, body).bearer(own)), "accessToken");
  }
}
