package dev.millrace.cloud.aws;

import dev.millrace.safety.Sensitive;
import dev.millrace.safety.Sha256;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests with AWS Signature Version 4. */
public final class AwsSigner {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String service;
  private final String region;
  private final Clock clock;

  /** Creates a signer for one service in one region. */
  public AwsSigner(String service, String region, Clock clock) {
    this.service = service;
    this.region = region;
    this.clock = clock;
  }

  /**
   * A request with its headers and signature, ready to be built.
   *
   * @param uri its path and query percent-encoded
   * @param headers to be sent and signed; {@code Host} and those of the signature are added
   */
  public HttpRequest.Builder sign(
      String method, URI uri, Map<String, String> headers, byte[] body, AwsCredentials as) {
    BodyPublisher publisher = HttpRequest.BodyPublishers.ofByteArray(body);
    return sign(method, uri, headers, new Payload(Sha256.hex(body), publisher), as);
  }

  /**
   * The body of a request that is not in memory.
   *
   * @param sha256 of its bytes, in lower-case hexadecimal digits; a server that gets other bytes
   *     refuses them
   */
  public record Payload(String sha256, BodyPublisher publisher) {}

  /** {@link #sign(String, URI, Map, byte[], AwsCredentials)} of a body that is not in memory. */
  public HttpRequest.Builder sign(
      String method, URI uri, Map<String, String> headers, Payload body, AwsCredentials as) {
    String time = TIME.format(clock.instant());
    String bodyHash = body.sha256();
    SortedMap<String, String> signed = new TreeMap<>();
    headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
    signed.put("host", host(uri));
    signed.put("x-amz-date", time);
    signed.put("x-amz-content-sha256", bodyHash);
    as.sessionToken().ifPresent(token -> signed.put("x-amz-security-token", token.reveal()));

    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, body.publisher())
            .header("Authorization", authorization(method, uri, signed, bodyHash, time, as));
    signed.forEach(
        (name, value) -> {
          if (!name.equals("host")) {
            request.header(name, value);
          }
        });
    return request;
  }

  /**
   * A URL with its signature in the query: whoever has it may send this one GET request.
   *
   * @param headers that have to be sent along; {@code Host} is added
   * @param life for how long
   */
  public Sensitive<URI> presign(
      URI uri, Map<String, String> headers, Duration life, AwsCredentials as) {
    String time = TIME.format(clock.instant());
    SortedMap<String, String> signed = new TreeMap<>();
    headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
    signed.put("host", host(uri));
    Map<String, String> query = new TreeMap<>();
    query.put("X-Amz-Algorithm", ALGORITHM);
    query.put("X-Amz-Credential", as.accessKeyId() + "/" + scope(time));
    query.put("X-Amz-Date", time);
    query.put("X-Amz-Expires", Long.toString(life.toSeconds()));
    query.put("X-Amz-SignedHeaders", String.join(";", signed.keySet()));
    as.sessionToken().ifPresent(token -> query.put("X-Amz-Security-Token", token.reveal()));
    String parameters =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encode(each.getValue(), false))
            .collect(Collectors.joining("&"));
    String own = uri.getRawQuery() == null ? "" : uri.getRawQuery() + "&";
    URI unsigned = uri.resolve(path(uri) + "?" + own + parameters);
    String bodyHash = service.equals("s3") ? "UNSIGNED-PAYLOAD" : Sha256.hex(new byte[0]);
    String signature = signature("GET", unsigned, signed, bodyHash, time, as);
    return Sensitive.of(URI.create(unsigned + "&X-Amz-Signature=" + signature));
  }

  private String authorization(
      String method,
      URI uri,
      SortedMap<String, String> signed,
      String bodyHash,
      String time,
      AwsCredentials as) {
    return "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(
            ALGORITHM,
            as.accessKeyId(),
            scope(time),
            String.join(";", signed.keySet()),
            signature(method, uri, signed, bodyHash, time, as));
  }

  private String scope(String time) {
    return String.join("/", day(time), region, service, "aws4_request");
  }

  private static String day(String time) {
    return time.substring(0, 8);
  }

  private String signature(
      String method,
      URI uri,
      SortedMap<String, String> signed,
      String bodyHash,
      String time,
      AwsCredentials as) {
    String names = String.join(";", signed.keySet());
    String headers =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    String canonical = String.join("\n", method, path(uri), query(uri), headers, names, bodyHash);
    return signature(as.secretAccessKey(), time, canonical);
  }

  /** The signature over a request in canonical form. */
  String signature(Sensitive<String> secret, String time, String canonical) {
    String toSign = String.join("\n", ALGORITHM, time, scope(time), Sha256.hex(canonical));
    return hex(hmac(key(secret, day(time)), toSign));
  }

  private byte[] key(Sensitive<String> secret, String day) {
    byte[] key = ("AWS4" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {day, region, service, "aws4_request"}) {
      key = hmac(key, part);
    }
    return key;
  }

  private static String host(URI uri) {
    boolean standardPort =
        uri.getPort() < 0
            || (uri.getPort() == 443 && "https".equals(uri.getScheme()))
            || (uri.getPort() == 80 && "http".equals(uri.getScheme()));
    return standardPort ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** The query with its parameters in order, and every one with an equals sign. */
  private static String query(URI uri) {
    String query = uri.getRawQuery();
    if (query == null || query.isEmpty()) {
      return "";
    }
    return Stream.of(query.split("&"))
        .map(AwsSigner::parameter)
        .sorted(Comparator.comparing((String[] pair) -> pair[0]).thenComparing(pair -> pair[1]))
        .map(pair -> pair[0] + "=" + pair[1])
        .collect(Collectors.joining("&"));
  }

  private static String[] parameter(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return new String[] {
      encode(URLDecoder.decode(name, StandardCharsets.UTF_8), false),
      encode(URLDecoder.decode(value, StandardCharsets.UTF_8), false)
    };
  }

  /**
   * Percent-encodes text as AWS wants it: everything but letters, digits and {@code - . _ ~}.
   *
   * @param keepSlashes whether {@code /} stays, as in paths
   */
  public static String encode(String text, boolean keepSlashes) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0
              || (c == '/' && keepSlashes);
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
