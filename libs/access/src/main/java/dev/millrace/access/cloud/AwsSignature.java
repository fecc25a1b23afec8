package dev.millrace.access.cloud;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature version 4 of AWS, for posts to the root of a service. */
final class AwsSignature {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;

  private final AwsCredentials credentials;
  private final String region;
  private final String service;

  AwsSignature(AwsCredentials credentials, String region, String service) {
    this.credentials = credentials;
    this.region = region;
    this.service = service;
  }

  /**
   * Signs a post.
   *
   * @param headers that are sent and signed; without {@code Host}, which is always signed
   * @return all headers to send
   */
  Map<String, String> sign(URI address, Map<String, String> headers, String body, Instant now) {
    String time = TIME.format(now);
    Map<String, String> sent = new TreeMap<>(headers);
    sent.put("x-amz-date", time);
    if (!credentials.sessionToken().isEmpty()) {
      sent.put("x-amz-security-token", credentials.sessionToken());
    }
    TreeMap<String, String> signed = new TreeMap<>();
    sent.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
    signed.put("host", address.getRawAuthority());
    String names = String.join(";", signed.keySet());
    String canonical =
        "POST\n/\n\n"
            + signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining())
            + "\n"
            + names
            + "\n"
            + sha256(body);
    String scope =
        "%s/%s/%s/aws4_request".formatted(time.substring(0, DATE_LENGTH), region, service);
    String text = String.join("\n", ALGORITHM, time, scope, sha256(canonical));
    String signature = HexFormat.of().formatHex(hmac(key(time.substring(0, DATE_LENGTH)), text));
    sent.put(
        "Authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, credentials.accessKey(), scope, names, signature));
    return sent;
  }

  private byte[] key(String date) {
    byte[] key =
        hmac(("AWS4" + credentials.secretKey().reveal()).getBytes(StandardCharsets.UTF_8), date);
    for (String part : new String[] {region, service, "aws4_request"}) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
