package dev.millrace.servers;

import com.sun.net.httpserver.Headers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of an {@link S3Server}. */
record S3Object(byte[] content, Map<String, String> metadata, Instant modified) {
  private static final String METADATA = "x-amz-meta-";

  static S3Object of(byte[] content) {
    return new S3Object(content, Map.of(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** What a client sent. */
  static S3Object uploaded(byte[] content, Headers headers) {
    Map<String, String> metadata = new LinkedHashMap<>();
    headers.forEach(
        (name, values) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith(METADATA)) {
            metadata.put(name, values.getFirst());
          }
        });
    return new S3Object(content, metadata, of(content).modified);
  }

  static S3Object existing(String key, @Nullable S3Object object) {
    if (object == null) {
      throw new IllegalArgumentException("there is no object '" + key + "'");
    }
    return object;
  }

  S3Object with(byte[] other) {
    return new S3Object(other, metadata, modified);
  }

  S3Object at(Instant time) {
    return new S3Object(content, metadata, time);
  }

  void describe(Headers headers) {
    headers.set("ETag", "\"" + etag() + "\"");
    headers.set(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atOffset(ZoneOffset.UTC)));
    metadata.forEach(headers::set);
  }

  String listed(String key) {
    return ("<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag>"
            + "<Size>%d</Size></Contents>")
        .formatted(key, modified, etag(), content.length);
  }

  private String etag() {
    return Digests.hex(content).substring(0, 32);
  }
}
