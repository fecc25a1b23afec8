package dev.millrace.artifact.fetch;

import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.archive.Unpacker;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.safety.BoundedInputStream;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.MemoryFileTree;
import dev.millrace.safety.net.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.util.List;

/**
 * Downloads artifacts. Nothing of a download is used before its digest has proved right.
 * Thread-safe; calls block, also while they wait for the next attempt.
 *
 * <p>All methods throw {@link ArtifactNotFound} when the server does not have the artifact, {@link
 * DigestMismatch} when it is another one, {@link LimitExceeded} when it is too large, and another
 * {@link IOException} when the last attempt failed.
 */
public final class ArtifactFetcher {
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient http;
  private final FetchOptions options;
  private final Pause pause;
  private final Unpacker unpacker;

  /**
   * A fetcher.
   *
   * @param http should follow redirects as {@link HttpClient.Redirect#NORMAL}
   */
  public ArtifactFetcher(HttpClient http, FetchOptions options) {
    this(http, options, Thread::sleep);
  }

  ArtifactFetcher(HttpClient http, FetchOptions options, Pause pause) {
    this.http = http;
    this.options = options;
    this.pause = pause;
    this.unpacker = new Unpacker(options.unpackLimits());
  }

  /** Uses a verified, packed artifact. */
  @FunctionalInterface
  public interface PackedReader<T> {
    T read(InputStream packed) throws IOException;
  }

  /** Waits between attempts. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /** The unpacked files, in memory. */
  public MemoryFileTree fetchTree(String url, Digest digest)
      throws IOException, InterruptedException {
    return fetch(url, digest, unpacker::intoMemory);
  }

  /** The unpacked files, ready to become part of another archive. */
  public ArchiveTree fetchArchiveTree(String url, Digest digest)
      throws IOException, InterruptedException {
    return fetch(url, digest, unpacker::intoTree);
  }

  /** Unpacks into an existing folder that belongs to the caller alone. */
  public void fetchIntoFolder(String url, Digest digest, Path folder)
      throws IOException, InterruptedException {
    fetch(
        url,
        digest,
        packed -> {
          unpacker.intoFolder(packed, folder);
          return folder;
        });
  }

  /** Hands the packed bytes to a reader once they are complete and verified. */
  public <T> T fetch(String url, Digest digest, PackedReader<T> reader)
      throws IOException, InterruptedException {
    var file = Files.createTempFile("millrace-artifact-", ".tar.gz");
    try {
      download(target(url), digest, file);
      try (var packed = Files.newInputStream(file)) {
        return reader.read(packed);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void download(URI url, Digest digest, Path file)
      throws IOException, InterruptedException {
    for (int retry = 0; ; retry++) {
      try {
        attempt(url, digest, file);
        return;
      } catch (ArtifactNotFound | DigestMismatch | LimitExceeded | RefusedDownload e) {
        throw e;
      } catch (IOException e) {
        if (retry >= options.retry().retries()) {
          throw new IOException(
              "failed to download the artifact at %s after %d attempts: %s"
                  .formatted(url, retry + 1, reason(e)),
              e);
        }
      }
      pause.sleep(options.retry().waitBefore(retry + 1));
    }
  }

  private void attempt(URI url, Digest expected, Path file)
      throws IOException, InterruptedException {
    var deadline = Deadline.after(options.timeout());
    var request = HttpRequest.newBuilder(url).timeout(deadline.left()).build();
    var response = http.send(request, BodyHandlers.ofInputStream());
    try (var body = deadline.guard(response.body())) {
      requireSuccess(url, response.statusCode());
      var hasher = expected.algorithm().hasher();
      try (var out = new DigestOutputStream(Files.newOutputStream(file), hasher)) {
        new BoundedInputStream(body, "the artifact at " + url, options.maxBytes()).transferTo(out);
      }
      var actual = Digest.of(expected.algorithm(), hasher);
      if (!actual.equals(expected)) {
        throw new DigestMismatch(url.toString(), expected, actual);
      }
    }
  }

  private static void requireSuccess(URI url, int status) throws IOException {
    if (status == NOT_FOUND) {
      throw new ArtifactNotFound(url.toString());
    }
    if (status >= 500 || status == TOO_MANY_REQUESTS) {
      throw new IOException("the server answered with status " + status);
    }
    if (status != 200) {
      throw new RefusedDownload(url, status);
    }
  }

  private URI target(String url) throws IOException {
    try {
      var given = new URI(url);
      if (given.getHost() == null || !List.of("http", "https").contains(given.getScheme())) {
        throw new IOException("'%s' is not an http or https URL".formatted(url));
      }
      var override = options.hostOverride();
      return override == null
          ? given
          : new URI(given.getScheme(), override, given.getPath(), given.getQuery(), null);
    } catch (URISyntaxException e) {
      throw new IOException("'%s' is not a valid URL".formatted(url), e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** An answer that another attempt would not change. */
  private static final class RefusedDownload extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedDownload(URI url, int status) {
      super("the server refused the artifact at %s with status %d".formatted(url, status));
    }
  }
}
