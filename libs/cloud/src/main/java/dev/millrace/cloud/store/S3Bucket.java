package dev.millrace.cloud.store;

import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.XmlElement;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.aws.AwsSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A bucket of AWS or of another server that speaks S3. At AWS the bucket is a part of the host name
 * where it can be, elsewhere of the path.
 */
public final class S3Bucket implements ObjectStore {
  private static final int MAX_LISTING_BYTES = 16 * 1024 * 1024;
  private static final String DEFAULT_REGION = "us-east-1";

  private final Place place;
  private final Optional<AwsIdentity> identity;
  private final CloudHttp http;
  private final Clock clock;

  /**
   * Where a bucket is.
   *
   * @param endpoint scheme, host and port
   * @param region empty to ask the server
   */
  public record Place(URI endpoint, String bucket, String region) {}

  /**
   * Creates the bucket.
   *
   * @param identity empty for a public bucket
   */
  public S3Bucket(Place place, Optional<AwsIdentity> identity, CloudHttp http, Clock clock)
      throws IOException {
    this.identity = identity;
    this.http = http;
    this.clock = clock;
    this.place =
        place.region().isEmpty()
            ? new Place(place.endpoint(), place.bucket(), region(place))
            : place;
  }

  /** What the server says; those that don't say are taken for one in the default region. */
  private String region(Place asked) {
    try {
      URI uri = uri(asked, "", Map.of("location", ""));
      byte[] answer = http.send(request(uri, DEFAULT_REGION), "asking for the bucket's region");
      String region = XmlElement.parse(answer, "asking for the bucket's region").text().strip();
      return region.isEmpty() ? DEFAULT_REGION : region.equals("EU") ? "eu-west-1" : region;
    } catch (IOException e) {
      return DEFAULT_REGION;
    }
  }

  @Override
  public Page list(String prefix, Optional<String> mark) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("list-type", "2");
    query.put("max-keys", "1000");
    if (!prefix.isEmpty()) {
      query.put("prefix", prefix);
    }
    mark.ifPresent(token -> query.put("continuation-token", token));
    String what = "listing the bucket '" + place.bucket() + "'";
    byte[] answer =
        http.send(request(uri(place, "", query), place.region()), what, MAX_LISTING_BYTES);
    XmlElement listing = XmlElement.parse(answer, what);
    if (!listing.name().equals("ListBucketResult")) {
      throw new CloudException(what + " was answered by something that is no S3 server");
    }
    String next = listing.textOf("NextContinuationToken");
    boolean more = listing.textOf("IsTruncated").equals("true") && !next.isEmpty();
    return new Page(
        listing.all("Contents").stream().map(S3Bucket::entry).toList(),
        more ? Optional.of(next) : Optional.empty());
  }

  private static Entry entry(XmlElement object) {
    String etag = object.textOf("ETag");
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return new Entry(
        object.textOf("Key"),
        quoted ? etag.substring(1, etag.length() - 1) : etag,
        Sizes.parse(object.textOf("Size")));
  }

  @Override
  public InputStream read(String key) throws IOException {
    return http.stream(
        request(uri(place, key, Map.of()), place.region()), "getting the object '" + key + "'");
  }

  private HttpRequest.Builder request(URI uri, String region) throws IOException {
    if (identity.isEmpty()) {
      return HttpRequest.newBuilder(uri).GET();
    }
    return new AwsSigner("s3", region, clock)
        .sign("GET", uri, Map.of(), new byte[0], identity.get().credentials());
  }

  private static URI uri(Place place, String key, Map<String, String> query) {
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
}
