package dev.millrace.access.cloud;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.JsonService.Reply;
import dev.millrace.access.token.Token;
import dev.millrace.access.token.TokenException;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.util.Map;

/** Artifact Registry and Container Registry: the metadata server's token is the password. */
final class GcpRegistry implements CloudRegistry {
  private static final String USERNAME = "oauth2accesstoken";
  private static final String METADATA = "http://metadata.google.internal";
  private static final String TOKEN = "/computeMetadata/v1/instance/service-accounts/default/token";

  private final CloudEnvironment environment;

  GcpRegistry(CloudEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public String provider() {
    return "gcp";
  }

  @Override
  public boolean owns(String host) {
    return host.equals("gcr.io") || host.endsWith(".gcr.io") || host.endsWith("-docker.pkg.dev");
  }

  @Override
  public Token login(JsonService service, String host) throws TokenException {
    URI server =
        environment
            .find("GCE_METADATA_HOST")
            .map(name -> URI.create("http://" + name))
            .orElse(URI.create(METADATA));
    Reply reply =
        service.call("GET", URI.create(server + TOKEN), Map.of("Metadata-Flavor", "Google"), null);
    String token = Replies.require(reply, "the metadata server", "access_token");
    return new Token(USERNAME, Sensitive.of(token), Replies.expiry(reply, environment.clock()));
  }
}
