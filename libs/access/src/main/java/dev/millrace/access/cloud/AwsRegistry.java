package dev.millrace.access.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.access.cloud.CloudAccess.Actor;
import dev.millrace.access.token.Token;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.AwsSigner;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elastic Container Registry: a signed request gives a password for twelve hours. */
final class AwsRegistry implements CloudRegistry {
  private static final Pattern HOST =
      Pattern.compile(
          "\\d+\\.dkr\\.ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");
  private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken";
  private static final Duration LIFE = Duration.ofHours(12);

  @Override
  public String provider() {
    return "aws";
  }

  @Override
  public boolean owns(String host) {
    return HOST.matcher(host).matches();
  }

  @Override
  public Token login(Actor actor, String host) throws IOException {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches()) {
      throw new CloudException("'%s' is no registry of AWS".formatted(host));
    }
    String region = parts.group("region");
    Clock clock = actor.access().clock();
    URI service = actor.access().endpoints().awsEcr(region);
    CloudHttp http = actor.http();
    AwsCredentials as = actor.identities(http).aws(actor.account(), region).credentials();
    JsonNode answer =
        http.json(
            new AwsSigner("ecr", region, clock)
                .sign(
                    "POST",
                    service,
                    Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", TARGET),
                    "{}".getBytes(StandardCharsets.UTF_8),
                    as),
            "asking Amazon ECR for a login");
    return token(answer, clock);
  }

  private static Token token(JsonNode answer, Clock clock) throws CloudException {
    String encoded = answer.path("authorizationData").path(0).path("authorizationToken").asText("");
    try {
      String[] login =
          new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
      if (login.length == 2) {
        return new Token(login[0], Sensitive.of(login[1]), clock.instant().plus(LIFE));
      }
    } catch (IllegalArgumentException _) {
      // Reported below, without the text, which may be secret.
    }
    throw new CloudException("the answer of Amazon ECR has no login");
  }
}
