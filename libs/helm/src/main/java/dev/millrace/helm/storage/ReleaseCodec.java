package dev.millrace.helm.storage;

import dev.millrace.helm.decode.DecodeException;
import dev.millrace.helm.release.Release;
import dev.millrace.safety.BoundedReads;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Packs releases the way Helm 3 and 4 do: JSON, gzip, base64. Reads what is not packed, too. */
final class ReleaseCodec {
  private static final int MAX_BYTES = 64 << 20;
  private static final YamlLimits LIMITS =
      YamlLimits.DEFAULT.withMaxCharacters(MAX_BYTES).withMaxNodes(5_000_000);

  private ReleaseCodec() {}

  /** Piece by piece: a manifest may be large, and what it is packed into small. */
  static byte[] encode(Release release) {
    var packed = new ByteArrayOutputStream();
    try (var json = new OutputStreamWriter(new BestGzip(packed), StandardCharsets.UTF_8)) {
      GoJson.write(ReleaseJson.write(release), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encode(packed.toByteArray());
  }

  static Release decode(byte[] data, Map<String, String> labels) throws StorageException {
    try {
      byte[] packed = Base64.getDecoder().decode(data);
      byte[] json = isGzip(packed) ? unpack(packed) : packed;
      return ReleaseJson.read(
          GoJson.read(new String(json, StandardCharsets.UTF_8), LIMITS), labels);
    } catch (IOException | IllegalArgumentException | YamlException | DecodeException e) {
      throw new StorageException("the release record can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isGzip(byte[] data) {
    return data.length > 3 && data[0] == 0x1f && data[1] == (byte) 0x8b && data[2] == 0x08;
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return BoundedReads.readAll(gzip, "the release record", MAX_BYTES);
    }
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
