package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server with one S3 bucket: listing (version 2) in pages, objects, the region. It checks who
 * signs a request and for which region and what digest was signed for a body, not the signature.
 */
public final class S3Server implements AutoCloseable {
  private static final String REGION = "eu-test-1";

  private final LoopbackServer http;
  private final String bucket;
  private final @Nullable String accessKey;
  private final int pageSize;
  private final ConcurrentSkipListMap<String, S3Object> objects = new ConcurrentSkipListMap<>();
  private final AtomicInteger downloads = new AtomicInteger();
  private final AtomicInteger uploads = new AtomicInteger();
  private final AtomicInteger listings = new AtomicInteger();
  private final AtomicBoolean broken = new AtomicBoolean();

  private S3Server(Transport transport, String bucket, @Nullable String accessKey, int pageSize) {
    this.bucket = bucket;
    this.accessKey = accessKey;
    this.pageSize = pageSize;
    this.http = LoopbackServer.start(transport, this::handle);
  }

  /** Starts a server with a public bucket and pages of two objects. */
  public static S3Server start(String bucket) {
    return start(Transport.http(0), bucket, null);
  }

  /**
   * Starts a server.
   *
   * @param accessKey whose requests are answered, or null for everybody's
   */
  public static S3Server start(Transport transport, String bucket, @Nullable String accessKey) {
    return new S3Server(transport, bucket, accessKey, 2);
  }

  /** Host and port. */
  public String host() {
    return http.address().getAuthority();
  }

  /** Creates or replaces an object. */
  public void put(String key, byte[] content) {
    objects.put(key, S3Object.of(content));
  }

  /** Changes the content of an object behind the backs of its owners. */
  public void damage(String key, byte[] content) {
    objects.compute(key, (_, old) -> S3Object.existing(key, old).with(content));
  }

  /** Makes an object look as if it had been changed at some time. */
  public void age(String key, Instant modified) {
    objects.compute(key, (_, old) -> S3Object.existing(key, old).at(modified));
  }

  /** The keys of all objects. */
  public List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** Answers everything with an error, or no more. */
  public void breakDown(boolean down) {
    broken.set(down);
  }

  /** How many objects were uploaded. */
  public int uploads() {
    return uploads.get();
  }

  /** How many pages of listings were given. */
  public int listings() {
    return listings.get();
  }

  /** {@link #put(String, byte[])} of a text. */
  public void put(String key, String content) {
    put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes an object away. */
  public void remove(String key) {
    objects.remove(key);
  }

  /** How many objects were downloaded. */
  public int downloads() {
    return downloads.get();
  }

  @Override
  public void close() {
    http.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Query query = new Query(exchange.getRequestURI());
    if (broken.get()) {
      error(exchange, 503, "SlowDown");
    } else if (!isAllowed(exchange, query.has("location") ? "us-east-1" : REGION)) {
      error(exchange, 403, "AccessDenied");
    } else if (!path.startsWith("/" + bucket + "/")) {
      error(exchange, 404, "NoSuchBucket");
    } else if (query.has("location")) {
      xml(exchange, "<LocationConstraint>" + REGION + "</LocationConstraint>");
    } else if (query.has("list-type")) {
      listings.incrementAndGet();
      xml(exchange, listing(query));
    } else {
      object(exchange, path.substring(bucket.length() + 2));
    }
  }

  private boolean isAllowed(HttpExchange exchange, String region) {
    if (accessKey == null) {
      return true;
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return authorization != null
        && authorization.startsWith("AWS4-HMAC-SHA256 Credential=" + accessKey + "/")
        && authorization.contains("/" + region + "/s3/aws4_request");
  }

  private void object(HttpExchange exchange, String key) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "PUT" -> upload(exchange, key);
      case "DELETE" -> {
        objects.remove(key);
        exchange.sendResponseHeaders(204, -1);
      }
      default -> download(exchange, key);
    }
  }

  private void download(HttpExchange exchange, String key) throws IOException {
    S3Object object = objects.get(key);
    if (object == null) {
      error(exchange, 404, "NoSuchKey");
      return;
    }
    if (exchange.getRequestMethod().equals("GET")) {
      downloads.incrementAndGet();
    }
    object.describe(exchange.getResponseHeaders());
    LoopbackServer.bytes(exchange, 200, "application/octet-stream", object.content());
  }

  private void upload(HttpExchange exchange, String key) throws IOException {
    byte[] content = exchange.getRequestBody().readAllBytes();
    String signed = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    if (signed != null && !signed.equals(Digests.hex(content))) {
      error(exchange, 400, "XAmzContentSHA256Mismatch");
      return;
    }
    uploads.incrementAndGet();
    S3Object object = S3Object.uploaded(content, exchange.getRequestHeaders());
    objects.put(key, object);
    object.describe(exchange.getResponseHeaders());
    exchange.sendResponseHeaders(200, -1);
  }

  private String listing(Query query) {
    String prefix = query.get("prefix");
    String after = query.get("continuation-token");
    List<String> rest =
        objects.tailMap(after, after.isEmpty()).keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .toList();
    List<String> page = rest.subList(0, Math.min(pageSize, rest.size()));
    StringBuilder xml =
        new StringBuilder(
            "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><IsTruncated>"
                + (page.size() < rest.size())
                + "</IsTruncated>");
    if (page.size() < rest.size()) {
      xml.append("<NextContinuationToken>").append(escape(page.getLast()));
      xml.append("</NextContinuationToken>");
    }
    for (String key : page) {
      S3Object object = objects.get(key);
      if (object != null) {
        xml.append(object.listed(escape(key)));
      }
    }
    return xml.append("</ListBucketResult>").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void xml(HttpExchange exchange, String body) throws IOException {
    LoopbackServer.bytes(
        exchange,
        200,
        "application/xml",
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body).getBytes(StandardCharsets.UTF_8));
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getRequestBody().readAllBytes();
    LoopbackServer.text(exchange, status, "<Error><Code>" + code + "</Code></Error>");
  }
}
