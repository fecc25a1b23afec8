package dev.millrace.cluster.target;

import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Short-lived tokens of service accounts, kept for half of their life. */
final class AccountTokens {
  private static final Duration LIFE = Duration.ofHours(1);

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<Wish, Issued> issued = new ConcurrentHashMap<>();

  AccountTokens(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  private record Wish(String namespace, String account, List<String> audiences) {}

  private record Issued(Sensitive<String> token, Instant until) {}

  /**
   * A token.
   *
   * @throws IllegalArgumentException if the service account does not exist
   */
  Sensitive<String> of(String namespace, String account, List<String> audiences) {
    Instant now = clock.instant();
    issued.values().removeIf(token -> token.until().isBefore(now));
    return issued
        .computeIfAbsent(new Wish(namespace, account, List.copyOf(audiences)), this::issue)
        .token();
  }

  private Issued issue(Wish wish) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withAudiences(wish.audiences())
            .withExpirationSeconds(LIFE.toSeconds())
            .endSpec()
            .build();
    var account = client.serviceAccounts().inNamespace(wish.namespace()).withName(wish.account());
    if (account.get() == null) {
      throw new IllegalArgumentException(
          "the service account '%s/%s' does not exist".formatted(wish.namespace(), wish.account()));
    }
    String token = account.tokenRequest(request).getStatus().getToken();
    return new Issued(Sensitive.of(token), clock.instant().plus(LIFE.dividedBy(2)));
  }
}
