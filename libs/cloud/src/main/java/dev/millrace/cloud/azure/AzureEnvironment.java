package dev.millrace.cloud.azure;

import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The identity that Azure gives this process: workload identity if its webhook set the variables,
 * else the managed identity of the machine.
 */
public final class AzureEnvironment implements TokenSource {
  private static final int MAX_TOKEN_BYTES = 64 * 1024;
  private static final String DEFAULT_SCOPE = "/.default";

  private final Map<String, String> environment;
  private final CloudHttp http;
  private final Clock clock;
  private final URI instanceMetadata;

  /** Creates the identity for the variables of a process. */
  public AzureEnvironment(Map<String, String> environment, CloudHttp http, Clock clock) {
    this(environment, http, clock, URI.create("http://169.254.169.254"));
  }

  /** {@link #AzureEnvironment(Map, CloudHttp, Clock)} with another address of the metadata. */
  public AzureEnvironment(
      Map<String, String> environment, CloudHttp http, Clock clock, URI instanceMetadata) {
    this.environment = Map.copyOf(environment);
    this.http = http;
    this.clock = clock;
    this.instanceMetadata = instanceMetadata;
  }

  @Override
  public AccessToken token(String scope) throws IOException {
    return environment.containsKey("AZURE_FEDERATED_TOKEN_FILE")
        ? workloadIdentity().token(scope)
        : managedIdentity(scope);
  }

  private AzureApp workloadIdentity() {
    String authority =
        environment.getOrDefault("AZURE_AUTHORITY_HOST", AzureApp.PUBLIC_AUTHORITY.toString());
    return new AzureApp(
        URI.create(authority),
        environment.getOrDefault("AZURE_TENANT_ID", ""),
        environment.getOrDefault("AZURE_CLIENT_ID", ""),
        new AzureApp.Proof.Assertion(_ -> federatedToken()),
        http,
        clock);
  }

  /** The path is the platform's, not a user's. */
  private Sensitive<String> federatedToken() throws IOException {
    Path file = Path.of(environment.getOrDefault("AZURE_FEDERATED_TOKEN_FILE", ""));
    if (Files.size(file) > MAX_TOKEN_BYTES) {
      throw new CloudException("the file AZURE_FEDERATED_TOKEN_FILE is too large for a token");
    }
    return Sensitive.of(Files.readString(file, StandardCharsets.UTF_8).strip());
  }

  private AccessToken managedIdentity(String scope) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("api-version", "2018-02-01");
    query.put(
        "resource",
        scope.endsWith(DEFAULT_SCOPE)
            ? scope.substring(0, scope.length() - DEFAULT_SCOPE.length())
            : scope);
    if (environment.containsKey("AZURE_CLIENT_ID")) {
      query.put("client_id", environment.getOrDefault("AZURE_CLIENT_ID", ""));
    }
    URI uri = instanceMetadata.resolve("/metadata/identity/oauth2/token?" + CloudHttp.form(query));
    var now = clock.instant();
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Metadata", "true");
    return AzureApp.token(http.json(request, "asking the Azure machine for a token"), now);
  }
}
