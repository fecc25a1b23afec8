package dev.millrace.cloud.store;

import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.XmlElement;
import dev.millrace.cloud.aws.AwsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket of AWS or of another server that speaks S3. At AWS the bucket is a part of the host name
 * where it can be, elsewhere of the path.
 */
public final class S3Bucket implements ObjectStore {
  private static final int MAX_LISTING_BYTES = 16 * 1024 * 1024;
  private static final String DEFAULT_REGION = "us-east-1";

  private final S3Requests requests;
  private final CloudHttp http;
  private final String bucket;

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
    this.http = http;
    this.bucket = place.bucket();
    S3Requests asked = new S3Requests(place, identity, clock);
    this.requests = place.region().isEmpty() ? asked.in(region(asked)) : asked;
  }

  /** What the server says; those that don't say are taken for one in the default region. */
  private String region(S3Requests asked) {
    String what = "asking for the bucket's region";
    try {
      byte[] answer = http.send(asked.in(DEFAULT_REGION).get("", Map.of("location", "")), what);
      String region = XmlElement.parse(answer, what).text().strip();
      return region.isEmpty() ? DEFAULT_REGION : region.equals("EU") ? "eu-west-1" : region;
    } catch (IOException e) {
      return DEFAULT_REGION;
    }
  }

  /** The same bucket, for storing objects of our own. */
  public S3Objects objects() {
    return new S3Objects(this, requests, http);
  }

  @Override
  public Page list(String prefix, Optional<String> mark) throws IOException {
    XmlElement listing = listing(prefix, mark);
    String next = listing.textOf("NextContinuationToken");
    boolean more = listing.textOf("IsTruncated").equals("true") && !next.isEmpty();
    return new Page(
        listing.all("Contents").stream().map(S3Bucket::entry).toList(),
        more ? Optional.of(next) : Optional.empty());
  }

  /** One page of a listing, as the server gives it. */
  XmlElement listing(String prefix, Optional<String> mark) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("list-type", "2");
    query.put("max-keys", "1000");
    if (!prefix.isEmpty()) {
      query.put("prefix", prefix);
    }
    mark.ifPresent(token -> query.put("continuation-token", token));
    String what = "listing the bucket '" + bucket + "'";
    byte[] answer = http.send(requests.get("", query), what, MAX_LISTING_BYTES);
    XmlElement listing = XmlElement.parse(answer, what);
    if (!listing.name().equals("ListBucketResult")) {
      throw new CloudException(what + " was answered by something that is no S3 server");
    }
    return listing;
  }

  private static Entry entry(XmlElement object) {
    return new Entry(
        object.textOf("Key"),
        S3Requests.unquoted(object.textOf("ETag")),
        Sizes.parse(object.textOf("Size")));
  }

  @Override
  public InputStream read(String key) throws IOException {
    return http.stream(requests.get(key, Map.of()), "getting the object '" + key + "'");
  }
}
