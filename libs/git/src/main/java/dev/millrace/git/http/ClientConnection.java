package dev.millrace.git.http;

import dev.millrace.git.store.ObjectFormatGuard;
import dev.millrace.safety.BoundedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One request and its answer, in the shape that JGit knows from {@code HttpURLConnection}. */
final class ClientConnection implements HttpConnection {
  /** Set by the client itself. */
  private static final Set<String> FORBIDDEN_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final HttpAccess access;
  private final URI url;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String method = "GET";
  private @Nullable HttpResponse<InputStream> response;

  ClientConnection(HttpAccess access, URI url) {
    this.access = access;
    this.url = url;
  }

  private HttpResponse<InputStream> response() throws IOException {
    var known = response;
    if (known == null) {
      known = send();
      response = known;
      access.answered(known.statusCode());
    }
    return known;
  }

  private HttpResponse<InputStream> send() throws IOException {
    if (access.deadline().isOver()) {
      throw access.deadline().passed();
    }
    access.requireAllowed(url);
    var request =
        HttpRequest.newBuilder(url).method(method, publisher()).timeout(access.deadline().left());
    headers.forEach(request::setHeader);
    access.authorization(url).ifPresent(value -> request.setHeader("Authorization", value));
    try {
      return access.client().send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the operation was interrupted");
    }
  }

  private BodyPublisher publisher() {
    return method.equals("POST")
        ? BodyPublishers.ofByteArray(body.toByteArray())
        : BodyPublishers.noBody();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    var timed = access.deadline().guard(response().body());
    var limits = access.limits();
    return listsReferences()
        ? new ObjectFormatGuard(
            new BoundedInputStream(timed, "the list of references", limits.advertisementBytes()))
        : new BoundedInputStream(timed, "the answer of the remote", limits.packBytes());
  }

  /** Protocol 2 lists references in a request of its own. */
  private boolean listsReferences() {
    return method.equals("GET")
        || body.toString(StandardCharsets.ISO_8859_1).contains("command=ls-refs");
  }

  @Override
  public OutputStream getOutputStream() {
    return body;
  }

  @Override
  public int getResponseCode() throws IOException {
    return response().statusCode();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return "status " + response().statusCode();
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    var known = response;
    return known == null ? Map.of() : known.headers().map();
  }

  @Override
  public @Nullable String getHeaderField(String name) {
    var values = getHeaderFields(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  @Override
  public List<String> getHeaderFields(String name) {
    var known = response;
    return known == null ? List.of() : known.headers().allValues(name);
  }

  @Override
  public @Nullable String getContentType() {
    return getHeaderField("Content-Type");
  }

  @Override
  public int getContentLength() {
    var length = getHeaderField("Content-Length");
    return length == null ? -1 : (int) Math.min(Long.parseLong(length), Integer.MAX_VALUE);
  }

  @Override
  public URL getURL() {
    try {
      return url.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void setRequestProperty(String name, String value) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (!FORBIDDEN_HEADERS.contains(lower) && !lower.equals("authorization")) {
      headers.put(name, value);
    }
  }

  @Override
  public void setRequestMethod(String name) {
    method = name;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public boolean usingProxy() {
    return access.client().proxy().isPresent();
  }

  @Override
  public void connect() {
    // The request is sent when its answer is asked for.
  }

  @Override
  public void configure(
      KeyManager @Nullable [] keys,
      TrustManager @Nullable [] authorities,
      java.security.@Nullable SecureRandom random) {
    throw new UnsupportedOperationException("TLS is configured for the whole operation");
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {
    throw new UnsupportedOperationException("host names are always verified");
  }

  @Override
  public void setUseCaches(boolean use) {
    // Nothing is cached.
  }

  @Override
  public void setConnectTimeout(int milliseconds) {
    // The deadline of the operation counts.
  }

  @Override
  public void setReadTimeout(int milliseconds) {
    // The deadline of the operation counts.
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    // JGit follows redirects itself.
  }

  @Override
  public void setDoOutput(boolean output) {
    // The method tells.
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    // Requests are collected before they are sent.
  }

  @Override
  public void setChunkedStreamingMode(int length) {
    // Requests are collected before they are sent.
  }
}
