package dev.millrace.cloud.gcp;

import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;

/** The identity that Google Cloud gives this process, from its metadata server. */
public final class GcpMetadata implements TokenSource {
  private static final String PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

  private final CloudHttp http;
  private final Clock clock;
  private final URI server;

  /** Creates the identity. */
  public GcpMetadata(CloudHttp http, Clock clock) {
    this(http, clock, URI.create("http://169.254.169.254"));
  }

  /** {@link #GcpMetadata(CloudHttp, Clock)} with another address of the server. */
  public GcpMetadata(CloudHttp http, Clock clock, URI server) {
    this.http = http;
    this.clock = clock;
    this.server = server;
  }

  /** A token of the service account; its scopes are those of the machine. */
  @Override
  public AccessToken token(String scope) throws IOException {
    var now = clock.instant();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(PATH)).header("Metadata-Flavor", "Google");
    return Answers.token(
        http.json(request, "asking the metadata of Google Cloud for a token"), now);
  }
}
