package dev.millrace.controller.kustomize.stage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** An archive that no honest packer makes: links, devices, and more than anybody would unpack. */
public final class HostileArchive {
  private static final int BLOCK = 512;
  private static final byte[] ZEROS = new byte[1 << 16];

  private final List<Part> parts = new ArrayList<>();

  private record Part(String name, char type, String target, byte[] content, long zeros) {
    long size() {
      return content.length + zeros;
    }
  }

  /** Adds a file. */
  public HostileArchive file(String name, String content) {
    parts.add(new Part(name, '0', "", content.getBytes(StandardCharsets.UTF_8), 0));
    return this;
  }

  /** Adds a symbolic link. */
  public HostileArchive symbolicLink(String name, String target) {
    parts.add(new Part(name, '2', target, new byte[0], 0));
    return this;
  }

  /** Adds a hard link. */
  public HostileArchive hardLink(String name, String target) {
    parts.add(new Part(name, '1', target, new byte[0], 0));
    return this;
  }

  /** Adds a file of so many zero bytes, which pack to next to nothing. */
  public HostileArchive zeros(String name, long size) {
    parts.add(new Part(name, '0', "", new byte[0], size));
    return this;
  }

  /** The packed archive. */
  public byte[] pack() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (Part part : parts) {
        write(out, part);
      }
      out.write(new byte[2 * BLOCK]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(OutputStream out, Part part) throws IOException {
    out.write(header(part));
    out.write(part.content());
    for (long left = part.zeros(); left > 0; left -= ZEROS.length) {
      out.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
    }
    out.write(new byte[(int) ((BLOCK - part.size() % BLOCK) % BLOCK)]);
  }

  private static byte[] header(Part part) {
    byte[] header = new byte[BLOCK];
    put(header, 0, part.name());
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(part.size()));
    put(header, 136, "00000000000\0");
    put(header, 148, "        ");
    put(header, 156, String.valueOf(part.type()));
    put(header, 157, part.target());
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
