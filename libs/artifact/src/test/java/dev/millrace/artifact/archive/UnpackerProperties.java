package dev.millrace.artifact.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever an archive is, it is unpacked or refused. */
class UnpackerProperties {
  @Property
  void anyBytesAreUnpackedOrRefused(@ForAll byte[] bytes) {
    unpackOrRefuse(bytes);
  }

  @Property
  void aDamagedTarIsUnpackedOrRefused(
      @ForAll @IntRange(max = 4_000) int position, @ForAll byte damage) throws IOException {
    byte[] tar = unpacked(archive());
    tar[position % tar.length] ^= damage;
    unpackOrRefuse(packed(tar));
  }

  @Property
  void aShortenedArchiveIsUnpackedOrRefused(@ForAll @IntRange(max = 4_000) int length)
      throws IOException {
    byte[] archive = archive();
    unpackOrRefuse(Arrays.copyOf(archive, length % archive.length));
  }

  private static void unpackOrRefuse(byte[] archive) {
    try {
      var unpacker = new Unpacker(UnpackLimits.forArtifacts());
      assertThat(unpacker.intoMemory(new ByteArrayInputStream(archive))).isNotNull();
    } catch (IOException refused) {
      assertThat(refused.toString()).isNotBlank();
    }
  }

  private static byte[] archive() throws IOException {
    var tar = new HostileTar();
    tar.entry("app/", '5', "");
    tar.entry("app/a.yaml", '0', "a: 1");
    tar.entry("link", '2', "");
    return tar.packed().readAllBytes();
  }

  private static byte[] unpacked(byte[] archive) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      return in.readAllBytes();
    }
  }

  private static byte[] packed(byte[] tar) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(tar);
    }
    return bytes.toByteArray();
  }
}
