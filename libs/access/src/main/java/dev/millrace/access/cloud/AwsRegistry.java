package dev.millrace.access.cloud;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.JsonService.Reply;
import dev.millrace.access.token.Token;
import dev.millrace.access.token.TokenException;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elastic Container Registry: a signed request gives a password for twelve hours. */
final class AwsRegistry implements CloudRegistry {
  private static final Pattern HOST =
      Pattern.compile(
          "\\d+\\.dkr\\.ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.(?<domain>amazonaws\\.com(?:\\.cn)?)");
  private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken";
  private static final Duration LIFE = Duration.ofHours(12);

  private final AwsIdentity identity;
  private final CloudEnvironment environment;

  AwsRegistry(AwsIdentity identity, CloudEnvironment environment) {
    this.identity = identity;
    this.environment = environment;
  }

  @Override
  public String provider() {
    return "aws";
  }

  @Override
  public boolean owns(String host) {
    return HOST.matcher(host).matches();
  }

  @Override
  public Token login(JsonService service, String host) throws TokenException {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches()) {
      throw new TokenException("'%s' is no registry of AWS".formatted(host));
    }
    String region = parts.group("region");
    URI endpoint =
        environment.address(
            "AWS_ENDPOINT_URL_ECR",
            "https://api.ecr.%s.%s".formatted(region, parts.group("domain")));
    URI address = URI.create(endpoint + "/");
    Map<String, String> headers =
        new AwsSignature(identity.credentials(service, region), region, "ecr")
            .sign(
                address,
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", TARGET),
                "{}",
                environment.clock().instant());
    return token(service.call("POST", address, headers, "{}"));
  }

  private Token token(Reply reply) throws TokenException {
    if (!reply.isSuccess()) {
      throw new TokenException("Amazon ECR answered %d".formatted(reply.status()));
    }
    if (reply.tree() instanceof Map<?, ?> answer
        && answer.get("authorizationData") instanceof List<?> list
        && !list.isEmpty()
        && list.getFirst() instanceof Map<?, ?> data
        && data.get("authorizationToken") instanceof String encoded) {
      String[] login =
          new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
      if (login.length == 2) {
        return new Token(
            login[0], Sensitive.of(login[1]), environment.clock().instant().plus(LIFE));
      }
    }
    throw new TokenException("the answer of Amazon ECR has no login");
  }
}
