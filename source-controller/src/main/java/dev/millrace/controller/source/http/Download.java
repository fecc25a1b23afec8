package dev.millrace.controller.source.http;

import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.net.BasicLogin;
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
import javax.net.ssl.SSLException;

/**
 * Gets a bounded number of bytes over HTTP. Redirects are followed by hand, so that credentials
 * never go to another server than the one they are for.
 */
public final class Download {
  private static final int MAX_REDIRECTS = 10;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
  private static final String USER_AGENT = "millrace/source-controller";

  private final HttpClient plain;

  /** Downloads with one client for all servers that need no TLS settings of their own. */
  public Download() {
    this.plain = ProxiedClient.build(client(), null);
  }

  /**
   * Gets a document.
   *
   * @param subject what it is, for messages
   * @throws IOException when the server can't be reached, does not answer 200, or sends more than
   *     allowed; the message says which, without query parameters or credentials
   */
  public byte[] get(URI address, HttpAccess access, String subject, long maxBytes)
      throws IOException, InterruptedException {
    HttpClient http =
        access
            .tls()
            .context()
            .map(tls -> ProxiedClient.build(client().sslContext(tls), null))
            .orElse(plain);
    URI target = address;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<InputStream> response = answer(http, target, access);
      try (InputStream body = response.body()) {
        int status = response.statusCode();
        if (status == 200) {
          return read(body, subject, maxBytes);
        }
        if (status < 300 || status > 399) {
          throw new IOException("%s answered %d".formatted(shown(target), status));
        }
        target = redirected(target, response);
      }
    }
    throw new IOException("%s redirects without end".formatted(shown(address)));
  }

  private static HttpResponse<InputStream> answer(HttpClient http, URI target, HttpAccess access)
      throws IOException, InterruptedException {
    try {
      return http.send(request(target, access), BodyHandlers.ofInputStream());
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

  private static HttpRequest request(URI target, HttpAccess access) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target).timeout(access.timeout()).header("User-Agent", USER_AGENT);
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
