package dev.millrace.controller.helm.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Release records as they lie in the data of Secrets. */
final class ReleaseRecords {
  private ReleaseRecords() {}

  /** The JSON of a record. */
  static String json(String data) {
    byte[] packed = Base64.getDecoder().decode(Base64.getDecoder().decode(data));
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The record of a deployed release, in another state. */
  static String withStatus(String data, String status) {
    return with(data, "\"status\":\"deployed\"", "\"status\":\"%s\"".formatted(status));
  }

  /** A record with another text in its JSON. */
  static String with(String data, String text, String replacement) {
    String json = json(data).replace(text, replacement);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(Base64.getEncoder().encode(packed.toByteArray()));
  }
}
