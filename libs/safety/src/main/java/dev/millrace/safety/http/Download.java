package dev.millrace.safety.http;

import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.net.BasicLogin;
import dev.millrace.safety.net.Deadline;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.EnvironmentProxies;
import dev.millrace.safety.net.Origin;
import dev.millrace.safety.net.ProxiedClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * Gets a bounded number of bytes over HTTP. Redirects are followed by hand, so that credentials
 * never go to another server than the one they are for.
 */
public final class Download {
  private static final int MAX_REDIRECTS = 10;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient plain;
  private final String userAgent;
  private final EgressPolicy egress;

  /**
   * Downloads with one client for all servers that need no TLS settings of their own.
   *
   * @param userAgent who asks
   * @param egress where requests may go, redirects among them
   */
  public Download(String userAgent, EgressPolicy egress) {
    this.plain = ProxiedClient.build(client(), null);
    this.userAgent = userAgent;
    this.egress = egress;
  }

  /**
   * What a server sent.
   *
   * @param mediaType in lower case, without parameters; empty when the server told none
   */
  public record Document(String mediaType, byte[] content) {}

  /** The server answered, but not with the document. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private Refused(String message) {
      super(message);
    }
  }

  /** The content of a document; as {@link #document}. */
  public byte[] get(URI address, HttpAccess access, String subject, long maxBytes)
      throws IOException, InterruptedException {
    return document(address, access, subject, maxBytes).content();
  }

  /**
   * Gets a document.
   *
   * @param subject what it is, for messages
   * @throws Refused when the server does not answer 200
   * @throws IOException when the server can't be reached, must not be, or sends more than allowed;
   *     the message says which, without query parameters or credentials
   */
  public Document document(URI address, HttpAccess access, String subject, long maxBytes)
      throws IOException, InterruptedException {
    HttpClient http =
        access
            .tls()
            .context()
            .map(tls -> ProxiedClient.build(client().sslContext(tls), null))
            .orElse(plain);
    Deadline deadline = Deadline.after(access.timeout());
    URI target = address;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<InputStream> response = answer(http, target, access, deadline);
      try (InputStream body = deadline.guard(response.body())) {
        int status = response.statusCode();
        if (status == 200) {
          return new Document(mediaType(response), read(body, subject, maxBytes));
        }
        if (status < 300 || status > 399) {
          throw new Refused("%s answered %d".formatted(shown(target), status));
        }
        target = redirected(target, response);
      }
    }
    throw new IOException("%s redirects without end".formatted(shown(address)));
  }

  private static String mediaType(HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  private HttpResponse<InputStream> answer(
      HttpClient http, URI target, HttpAccess access, Deadline deadline)
      throws IOException, InterruptedException {
    try {
      egress.requireAllowed(target, EnvironmentProxies.ofProcess());
      return http.send(request(target, access, deadline), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(shown(target) + ": " + problem(e), e);
    }
  }

  /** The JDK often says no more than the exception's class. */
  private static String problem(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "no such host";
      }
    }
    return switch (e) {
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException _ -> "connection refused";
      case SSLException _ -> "x509: the certificate can't be verified: " + e.getMessage();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static byte[] read(InputStream body, String subject, long maxBytes) throws IOException {
    try {
      return BoundedReads.readAll(body, subject, maxBytes);
    } catch (LimitExceeded _) {
      throw new IOException("%s exceeds the maximum size of %d bytes".formatted(subject, maxBytes));
    }
  }

  private HttpRequest request(URI target, HttpAccess access, Deadline deadline) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target).timeout(deadline.left()).header("User-Agent", userAgent);
    if (access.credentialsEverywhere() || Origin.of(target).equals(access.home())) {
      access
          .credentials()
          .map(Credentials::authorization)
          .or(() -> BasicLogin.in(target).map(BasicLogin::header))
          .ifPresent(header -> request.header("Authorization", header.reveal()));
    }
    return request.build();
  }

  private static URI redirected(URI from, HttpResponse<?> response) throws IOException {
    try {
      URI target = from.resolve(response.headers().firstValue("Location").orElse(""));
      boolean http = "http".equals(target.getScheme()) || "https".equals(target.getScheme());
      boolean downgrade = "https".equals(from.getScheme()) && !"https".equals(target.getScheme());
      if (http && target.getHost() != null && !downgrade) {
        return target;
      }
    } catch (IllegalArgumentException _) {
      // reported below
    }
    throw new IOException("%s redirects to an address that is not allowed".formatted(shown(from)));
  }

  /** An address without what may be secret in it. */
  private static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getPath();
  }

  private static HttpClient.Builder client() {
    return HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(CONNECT_TIMEOUT);
  }
}
