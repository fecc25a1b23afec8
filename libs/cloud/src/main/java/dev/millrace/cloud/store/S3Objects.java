package dev.millrace.cloud.store;

import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.XmlElement;
import dev.millrace.cloud.aws.AwsSigner.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects of an S3 bucket that this program owns. Storing is atomic: others see the old object or
 * the new one. For use by many threads.
 */
public final class S3Objects {
  private static final int NOT_FOUND = 404;
  private static final String METADATA = "x-amz-meta-";

  private final S3Bucket bucket;
  private final S3Requests requests;
  private final CloudHttp http;

  S3Objects(S3Bucket bucket, S3Requests requests, CloudHttp http) {
    this.bucket = bucket;
    this.requests = requests;
    this.http = http;
  }

  /**
   * What is known about an object.
   *
   * @param etag changes whenever the content does
   * @param size in bytes
   */
  public record Details(String etag, long size, Instant modified) {}

  /** An object that is being read. */
  public record Content(Details details, Map<String, String> metadata, InputStream stream)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** An object of a listing. */
  public record Listed(String key, Instant modified) {}

  /** Looks at an object; empty when there is none. */
  public Optional<Details> look(String key) throws IOException {
    try {
      CloudHttp.Reply reply =
          http.answer(requests.bare("HEAD", key), "looking at the object '" + key + "'");
      reply.body().close();
      return Optional.of(details(reply.headers()));
    } catch (CloudException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Opens an object; empty when there is none. */
  public Optional<Content> open(String key, List<String> metadata) throws IOException {
    try {
      CloudHttp.Reply reply =
          http.answer(requests.get(key, Map.of()), "getting the object '" + key + "'");
      HttpHeaders headers = reply.headers();
      Map<String, String> found = new LinkedHashMap<>();
      metadata.forEach(
          name -> headers.firstValue(METADATA + name).ifPresent(value -> found.put(name, value)));
      return Optional.of(new Content(details(headers), found, reply.body()));
    } catch (CloudException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Stores a file as an object, in place of the one that is there.
   *
   * @param sha256 of the file in hexadecimal digits; the server refuses what arrives otherwise
   * @param metadata is kept with the object; names in lower case
   * @return the entity tag
   */
  public String put(String key, Path file, String sha256, Map<String, String> metadata)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/octet-stream");
    metadata.forEach((name, value) -> headers.put(METADATA + name, value));
    Payload content = new Payload(sha256, BodyPublishers.ofFile(file));
    CloudHttp.Reply reply =
        http.answer(requests.put(key, headers, content), "storing the object '" + key + "'");
    reply.body().close();
    return etag(reply.headers());
  }

  /** Removes an object; does nothing when there is none. */
  public void delete(String key) throws IOException {
    try {
      http.send(requests.bare("DELETE", key), "removing the object '" + key + "'");
    } catch (CloudException e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
    }
  }

  /**
   * The objects whose keys start with a prefix.
   *
   * @param most stops after so many
   */
  public List<Listed> list(String prefix, int most) throws IOException {
    List<Listed> all = new ArrayList<>();
    Optional<String> mark = Optional.empty();
    do {
      XmlElement page = bucket.listing(prefix, mark);
      for (XmlElement object : page.all("Contents")) {
        all.add(new Listed(object.textOf("Key"), modified(object)));
      }
      String next = page.textOf("NextContinuationToken");
      boolean more = page.textOf("IsTruncated").equals("true") && !next.isEmpty();
      mark = more ? Optional.of(next) : Optional.empty();
    } while (mark.isPresent() && all.size() < most);
    return all.subList(0, Math.min(most, all.size()));
  }

  private static Instant modified(XmlElement object) throws CloudException {
    try {
      return Instant.parse(object.textOf("LastModified"));
    } catch (DateTimeException e) {
      throw new CloudException("the listing of the bucket has no time of a change");
    }
  }

  private static Details details(HttpHeaders headers) throws CloudException {
    return new Details(
        etag(headers), headers.firstValueAsLong("Content-Length").orElse(0), changed(headers));
  }

  private static String etag(HttpHeaders headers) throws CloudException {
    return headers
        .firstValue("ETag")
        .map(S3Requests::unquoted)
        .orElseThrow(() -> new CloudException("the S3 server gives no ETag for an object"));
  }

  private static Instant changed(HttpHeaders headers) {
    return headers
        .firstValue("Last-Modified")
        .flatMap(
            text -> {
              try {
                return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
              } catch (DateTimeException _) {
                return Optional.empty();
              }
            })
        .orElse(Instant.EPOCH);
  }
}
