package dev.millrace.cloud.store;

import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.aws.AwsSigner;
import dev.millrace.cloud.aws.AwsSigner.Payload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requests to one bucket, signed where there is an identity. */
final class S3Requests {
  private static final String HASH_OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final S3Bucket.Place place;
  private final Optional<AwsIdentity> identity;
  private final Clock clock;

  S3Requests(S3Bucket.Place place, Optional<AwsIdentity> identity, Clock clock) {
    this.place = place;
    this.identity = identity;
    this.clock = clock;
  }

  /** The same for another region, which is a part of signatures. */
  S3Requests in(String region) {
    S3Bucket.Place there = new S3Bucket.Place(place.endpoint(), place.bucket(), region);
    return new S3Requests(there, identity, clock);
  }

  /**
   * A GET.
   *
   * @param key of an object, or empty for the bucket itself
   */
  HttpRequest.Builder get(String key, Map<String, String> query) throws IOException {
    return request("GET", uri(key, query), Map.of(), nothing());
  }

  /** Made anew each time: a native image can hold nothing of the HTTP client. */
  private static Payload nothing() {
    return new Payload(HASH_OF_NOTHING, BodyPublishers.noBody());
  }

  /** A request without body for an object. */
  HttpRequest.Builder bare(String method, String key) throws IOException {
    return request(method, uri(key, Map.of()), Map.of(), nothing());
  }

  /** A request that stores an object. */
  HttpRequest.Builder put(String key, Map<String, String> headers, Payload content)
      throws IOException {
    return request("PUT", uri(key, Map.of()), headers, content);
  }

  private HttpRequest.Builder request(
      String method, URI uri, Map<String, String> headers, Payload content) throws IOException {
    if (identity.isEmpty()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, content.publisher());
      headers.forEach(request::header);
      return request;
    }
    return new AwsSigner("s3", place.region(), clock)
        .sign(method, uri, headers, content, identity.get().credentials());
  }

  private URI uri(String key, Map<String, String> query) {
    URI endpoint = place.endpoint();
    String host = endpoint.getAuthority();
    boolean ofAws = host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    boolean inHost = ofAws && !place.bucket().contains(".");
    String root = inHost ? place.bucket() + "." + host + "/" : host + "/" + place.bucket() + "/";
    return URI.create(
        endpoint.getScheme() + "://" + root + AwsSigner.encode(key, true) + text(query));
  }

  private static String text(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : query.entrySet().stream()
            .map(
                field ->
                    AwsSigner.encode(field.getKey(), false)
                        + "="
                        + AwsSigner.encode(field.getValue(), false))
            .collect(Collectors.joining("&", "?", ""));
  }

  /** An entity tag without its quotes. */
  static String unquoted(String etag) {
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }
}
