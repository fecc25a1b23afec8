package dev.millrace.access.cloud;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.JsonService.Reply;
import dev.millrace.access.token.TokenException;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the identity that AWS gives to this process: from variables, from the service
 * account's role, from the pod's identity, or from the machine's role; the first that there is.
 */
final class AwsIdentity {
  private static final String MACHINE = "http://169.254.169.254";
  private static final String SESSION = "millrace";

  private final CloudEnvironment environment;

  AwsIdentity(CloudEnvironment environment) {
    this.environment = environment;
  }

  AwsCredentials credentials(JsonService service, String region) throws TokenException {
    Optional<String> key = environment.find("AWS_ACCESS_KEY_ID");
    if (key.isPresent()) {
      return new AwsCredentials(
          key.get(),
          Sensitive.of(environment.find("AWS_SECRET_ACCESS_KEY").orElse("")),
          environment.find("AWS_SESSION_TOKEN").orElse(""));
    }
    if (environment.find("AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()) {
      return ofServiceAccount(service, region);
    }
    return environment.find("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()
        ? ofPod(service)
        : ofMachine(service);
  }

  private AwsCredentials ofServiceAccount(JsonService service, String region)
      throws TokenException {
    URI sts =
        environment.address(
            "AWS_ENDPOINT_URL_STS", "https://sts.%s.amazonaws.com".formatted(region));
    String form =
        Replies.form(
            Map.of(
                "Action", "AssumeRoleWithWebIdentity",
                "Version", "2011-06-15",
                "RoleArn", environment.find("AWS_ROLE_ARN").orElse(""),
                "RoleSessionName", environment.find("AWS_ROLE_SESSION_NAME").orElse(SESSION),
                "WebIdentityToken", environment.file("AWS_WEB_IDENTITY_TOKEN_FILE")));
    Reply reply =
        service.call(
            "POST",
            URI.create(sts + "/"),
            Map.of(
                "Accept", "application/json",
                "Content-Type", "application/x-www-form-urlencoded"),
            form);
    if (!reply.isSuccess()) {
      throw new TokenException("AWS STS answered %d".formatted(reply.status()));
    }
    return keys(
        at(
            reply.tree(),
            "AssumeRoleWithWebIdentityResponse",
            "AssumeRoleWithWebIdentityResult",
            "Credentials"),
        "SessionToken",
        "AWS STS");
  }

  private AwsCredentials ofPod(JsonService service) throws TokenException {
    URI address = environment.address("AWS_CONTAINER_CREDENTIALS_FULL_URI", "");
    String token =
        environment.find("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE").isPresent()
            ? environment.file("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
            : environment.find("AWS_CONTAINER_AUTHORIZATION_TOKEN").orElse("");
    Reply reply = service.call("GET", address, Map.of("Authorization", token), null);
    return keys(reply.tree(), "Token", "the pod identity agent");
  }

  private AwsCredentials ofMachine(JsonService service) throws TokenException {
    URI server = environment.address("AWS_EC2_METADATA_SERVICE_ENDPOINT", MACHINE);
    Reply session =
        service.call(
            "PUT",
            URI.create(server + "/latest/api/token"),
            Map.of("X-aws-ec2-metadata-token-ttl-seconds", "300"),
            null);
    Map<String, String> headers = Map.of("X-aws-ec2-metadata-token", session.body().strip());
    String roles = server + "/latest/meta-data/iam/security-credentials/";
    String role = service.call("GET", URI.create(roles), headers, null).body().strip();
    if (!role.matches("[\\w+=,.@-]+")) {
      throw new TokenException("the machine has no role in AWS");
    }
    return keys(
        service.call("GET", URI.create(roles + role), headers, null).tree(),
        "Token",
        "the metadata service");
  }

  private static AwsCredentials keys(@Nullable Object tree, String tokenKey, String service)
      throws TokenException {
    if (tree instanceof Map<?, ?> keys
        && keys.get("AccessKeyId") instanceof String access
        && keys.get("SecretAccessKey") instanceof String secret) {
      Object token = keys.get(tokenKey);
      return new AwsCredentials(
          access, Sensitive.of(secret), token == null ? "" : String.valueOf(token));
    }
    throw new TokenException("%s gave no keys".formatted(service));
  }

  private static @Nullable Object at(@Nullable Object tree, String... path) {
    Object value = tree;
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }
}
