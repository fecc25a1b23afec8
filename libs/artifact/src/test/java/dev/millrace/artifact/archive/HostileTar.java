package dev.millrace.artifact.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes archives that no honest program would write. */
final class HostileTar {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  HostileTar entry(String name, char type, String content) throws IOException {
    return add(name, type, content.getBytes(StandardCharsets.UTF_8), "", 0644);
  }

  HostileTar executable(String name, String content) throws IOException {
    return add(name, '0', content.getBytes(StandardCharsets.UTF_8), "", 0755);
  }

  HostileTar link(String name, char type, String target) throws IOException {
    return add(name, type, new byte[0], target, 0777);
  }

  private HostileTar add(String name, char type, byte[] content, String link, int mode)
      throws IOException {
    out.write(header(name, type, content.length, link, mode));
    out.write(content);
    out.write(new byte[TarFormat.padding(content.length)]);
    return this;
  }

  byte[] plain() {
    var end = new byte[1024];
    var all = Arrays.copyOf(out.toByteArray(), out.size() + end.length);
    return all;
  }

  InputStream packed() throws IOException {
    return pack(plain());
  }

  static InputStream pack(byte[] plain) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return new ByteArrayInputStream(packed.toByteArray());
  }

  static InputStream bomb(long zeros) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(header("zeros", '0', zeros, "", 0644));
      var block = new byte[1 << 20];
      for (long left = zeros; left > 0; left -= block.length) {
        gzip.write(block);
      }
    }
    return new ByteArrayInputStream(packed.toByteArray());
  }

  static String paxRecord(String key, String value) {
    var rest = " " + key + "=" + value + "\n";
    return rest.getBytes(StandardCharsets.UTF_8).length + 2 + rest;
  }

  static void repairChecksums(byte[] plain) {
    for (int start = 0; start + 512 <= plain.length; start += 512) {
      var block = Arrays.copyOfRange(plain, start, start + 512);
      if (new String(block, 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
        put(block, TarFormat.CHECKSUM, "%06o\0 ".formatted(TarFormat.checksum(block)));
        System.arraycopy(block, 0, plain, start, 512);
      }
    }
  }

  private static byte[] header(String name, char type, long size, String link, int mode) {
    var header = new byte[TarFormat.BLOCK];
    put(header, 0, name);
    put(header, TarFormat.MODE, "%07o".formatted(mode));
    put(header, TarFormat.SIZE, "%011o".formatted(size));
    header[TarFormat.TYPE] = (byte) type;
    put(header, 157, link);
    put(header, TarFormat.MAGIC, "ustar");
    put(header, TarFormat.VERSION, "00");
    put(header, TarFormat.CHECKSUM, "%06o\0 ".formatted(TarFormat.checksum(header)));
    return header;
  }

  private static void put(byte[] header, int offset, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
