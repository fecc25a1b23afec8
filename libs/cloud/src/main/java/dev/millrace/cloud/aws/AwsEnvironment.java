package dev.millrace.cloud.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The identity that AWS gives this process: keys in the environment, a role for its service account
 * (IRSA), EKS Pod Identity, or the instance it runs on, in this order.
 */
public final class AwsEnvironment implements AwsIdentity {
  private static final String SESSION = "millrace";
  private static final int MAX_TOKEN_BYTES = 64 * 1024;

  private final Map<String, String> environment;
  private final CloudHttp http;
  private final Clock clock;
  private final URI instanceMetadata;

  /** Creates the identity for the variables of a process. */
  public AwsEnvironment(Map<String, String> environment, CloudHttp http, Clock clock) {
    this(environment, http, clock, URI.create("http://169.254.169.254"));
  }

  /** {@link #AwsEnvironment(Map, CloudHttp, Clock)} with another address of instance metadata. */
  public AwsEnvironment(
      Map<String, String> environment, CloudHttp http, Clock clock, URI instanceMetadata) {
    this.environment = Map.copyOf(environment);
    this.http = http;
    this.clock = clock;
    this.instanceMetadata = instanceMetadata;
  }

  @Override
  public AwsCredentials credentials() throws IOException {
    if (has("AWS_ACCESS_KEY_ID") && has("AWS_SECRET_ACCESS_KEY")) {
      return fromVariables();
    }
    if (has("AWS_ROLE_ARN") && has("AWS_WEB_IDENTITY_TOKEN_FILE")) {
      return fromServiceAccount();
    }
    if (has("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
      return fromPodIdentity();
    }
    return fromInstance();
  }

  private boolean has(String name) {
    return !variable(name).isEmpty();
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private AwsCredentials fromVariables() {
    String token = variable("AWS_SESSION_TOKEN");
    return new AwsCredentials(
        variable("AWS_ACCESS_KEY_ID"),
        Sensitive.of(variable("AWS_SECRET_ACCESS_KEY")),
        token.isEmpty() ? Optional.empty() : Optional.of(Sensitive.of(token)),
        Optional.empty());
  }

  private AwsCredentials fromServiceAccount() throws IOException {
    String region = variable("AWS_REGION");
    String at = region.isEmpty() ? "us-east-1" : region;
    AwsSts sts = new AwsSts(http, new CloudEndpoints(environment).awsSts(at), at, clock);
    return sts.assumeRoleWithWebIdentity(
        variable("AWS_ROLE_ARN"), session(), tokenFile("AWS_WEB_IDENTITY_TOKEN_FILE"));
  }

  private String session() {
    String name = variable("AWS_ROLE_SESSION_NAME");
    return name.isEmpty() ? SESSION : name;
  }

  private AwsCredentials fromPodIdentity() throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(variable("AWS_CONTAINER_CREDENTIALS_FULL_URI")));
    if (has("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
      request.header("Authorization", tokenFile("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE").reveal());
    } else if (has("AWS_CONTAINER_AUTHORIZATION_TOKEN")) {
      request.header("Authorization", variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    }
    return fromJson(http.json(request, "asking EKS Pod Identity for credentials"));
  }

  /** The path is the platform's, not a user's. */
  private Sensitive<String> tokenFile(String name) throws IOException {
    Path file = Path.of(variable(name));
    if (Files.size(file) > MAX_TOKEN_BYTES) {
      throw new CloudException("the file that " + name + " names is too large for a token");
    }
    return Sensitive.of(Files.readString(file, StandardCharsets.UTF_8).strip());
  }

  private AwsCredentials fromInstance() throws IOException {
    String what = "asking the AWS instance for credentials";
    byte[] session =
        http.send(
            HttpRequest.newBuilder(instanceMetadata.resolve("/latest/api/token"))
                .header("X-aws-ec2-metadata-token-ttl-seconds", "300")
                .PUT(HttpRequest.BodyPublishers.noBody()),
            what);
    String token = new String(session, StandardCharsets.UTF_8);
    String path = "/latest/meta-data/iam/security-credentials/";
    String role = new String(http.send(metadata(path, token), what), StandardCharsets.UTF_8);
    String name = AwsSigner.encode(role.lines().findFirst().orElse("").strip(), false);
    return fromJson(http.json(metadata(path + name, token), what));
  }

  private HttpRequest.Builder metadata(String path, String token) {
    return HttpRequest.newBuilder(instanceMetadata.resolve(path))
        .header("X-aws-ec2-metadata-token", token);
  }

  private static AwsCredentials fromJson(JsonNode json) throws CloudException {
    if (json.path("AccessKeyId").asText().isEmpty()) {
      throw new CloudException("the AWS environment of this process gives no credentials");
    }
    return new AwsCredentials(
        json.path("AccessKeyId").asText(),
        Sensitive.of(json.path("SecretAccessKey").asText()),
        Optional.of(Sensitive.of(json.path("Token").asText())),
        expiry(json.path("Expiration").asText()));
  }

  private static Optional<Instant> expiry(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
