package dev.millrace.git.http;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitLimits;
import dev.millrace.git.RemoteAccess;
import dev.millrace.safety.net.BasicLogin;
import dev.millrace.safety.net.Deadline;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.EnvironmentProxies;
import dev.millrace.safety.net.Origin;
import dev.millrace.safety.net.ProxiedClient;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives JGit its HTTP connections for one operation. Credentials are added here, to requests to the
 * configured origin only, so that no redirect can lead them elsewhere and JGit never sees them.
 */
public final class HttpAccess implements HttpConnectionFactory, AutoCloseable {
  private final HttpClient client;
  private final Origin origin;
  private final GitCredentials credentials;
  private final GitLimits limits;
  private final EgressPolicy egress;
  private final Deadline deadline;
  private int lastStatus;

  private HttpAccess(HttpClient client, RemoteAccess access, GitLimits limits, Deadline deadline) {
    this.client = client;
    this.origin = access.url().origin();
    this.credentials = access.credentials();
    this.limits = limits;
    this.egress = access.egress();
    this.deadline = deadline;
  }

  /**
   * Prepares the client.
   *
   * @throws IOException when the TLS settings can't be used
   */
  public static HttpAccess open(RemoteAccess access, GitLimits limits, Deadline deadline)
      throws IOException {
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(deadline.left());
    access.tls().context().ifPresent(client::sslContext);
    return new HttpAccess(ProxiedClient.build(client, access.proxy()), access, limits, deadline);
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, null);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
    return new ClientConnection(this, URI.create(url.toExternalForm()));
  }

  /** The status of the last answer; 0 when there was none. */
  public int lastStatus() {
    return lastStatus;
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  HttpClient client() {
    return client;
  }

  GitLimits limits() {
    return limits;
  }

  Deadline deadline() {
    return deadline;
  }

  void answered(int status) {
    lastStatus = status;
  }

  /** Refuses a target that must not be reached, be it the remote itself or a redirect. */
  void requireAllowed(URI target) throws IOException {
    egress.requireAllowed(target, EnvironmentProxies.ofProcess());
  }

  /** The header to send with a request, if it goes where the credentials belong. */
  Optional<String> authorization(URI target) {
    if (!Origin.of(target).equals(origin)) {
      return Optional.empty();
    }
    return switch (credentials) {
      case GitCredentials.Basic(var username, var password) ->
          Optional.of(new BasicLogin(username, password).header().reveal());
      case GitCredentials.Bearer(var token) -> Optional.of("Bearer " + token.reveal());
      case GitCredentials.Anonymous _, GitCredentials.SshKey _ -> Optional.empty();
    };
  }
}
