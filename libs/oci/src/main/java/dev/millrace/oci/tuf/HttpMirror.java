package dev.millrace.oci.tuf;

import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.net.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A mirror on a web server. */
public final class HttpMirror implements TufMirror {
  private static final Set<Integer> ABSENT = Set.of(403, 404);
  private static final int OK = 200;

  private final HttpClient http;
  private final URI address;
  private final Duration timeout;

  /**
   * A mirror.
   *
   * @param timeout of one file
   */
  public HttpMirror(HttpClient http, URI address, Duration timeout) {
    this.http = http;
    this.address = address;
    this.timeout = timeout;
  }

  @Override
  public Optional<byte[]> read(String path, int limit) throws IOException {
    var base = address.toString();
    var file = URI.create((base.endsWith("/") ? base : base + "/") + path);
    var deadline = Deadline.after(timeout);
    try {
      var request = HttpRequest.newBuilder(file).timeout(timeout).build();
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      try (var body = deadline.guard(answer.body())) {
        if (ABSENT.contains(answer.statusCode())) {
          return Optional.empty();
        }
        if (answer.statusCode() != OK) {
          throw new TufException("'%s' answers with %d".formatted(file, answer.statusCode()));
        }
        return Optional.of(BoundedReads.readAll(body, "'%s'".formatted(file), limit));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TufException("reading '%s' was interrupted".formatted(file), e);
    } catch (TufException e) {
      throw e;
    } catch (IOException e) {
      throw new TufException("'%s' can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
