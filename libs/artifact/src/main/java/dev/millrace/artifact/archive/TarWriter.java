package dev.millrace.artifact.archive;

import dev.millrace.artifact.archive.ArchiveEntry.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a tar stream that depends on names, kinds and contents only: no owner, no times, fixed
 * modes (FLUX.md 1.5). Names that do not fit a ustar header get a pax header.
 */
final class TarWriter {
  private static final String PAX_NAME = "PaxHeaders.0/entry";

  private final OutputStream out;
  private final byte[] buffer = new byte[32 * 1024];

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes the entry of the root folder, which stands first. */
  void writeRoot() throws IOException {
    writeHeader(".", TarFormat.FOLDER, ArchiveEntry.Kind.FOLDER.mode(), 0);
  }

  /** Writes one file or folder. */
  void write(ArchiveEntry entry) throws IOException {
    if (entry.isFolder()) {
      writeHeader(entry.path(), TarFormat.FOLDER, entry.kind().mode(), 0);
      return;
    }
    try (Content content = entry.content().open()) {
      writeHeader(entry.path(), TarFormat.FILE, entry.kind().mode(), content.size());
      copy(entry.path(), content);
    }
  }

  /** Writes the two empty blocks that end an archive; the stream stays open. */
  void finish() throws IOException {
    out.write(new byte[2 * TarFormat.BLOCK]);
  }

  private void copy(String path, Content content) throws IOException {
    InputStream stream = content.stream();
    long left = content.size();
    while (left > 0) {
      int read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("file '%s' became shorter while it was archived".formatted(path));
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    if (stream.read() >= 0) {
      throw new IOException("file '%s' became longer while it was archived".formatted(path));
    }
    out.write(new byte[TarFormat.padding(content.size())]);
  }

  private void writeHeader(String path, char type, int mode, long size) throws IOException {
    var name = UstarName.split(path);
    if (name == null || size > TarFormat.MAX_OCTAL_SIZE) {
      writePaxHeader(path, size);
      name = new UstarName(PAX_NAME, "");
    }
    out.write(header(name, type, mode, Math.min(size, TarFormat.MAX_OCTAL_SIZE)));
  }

  private void writePaxHeader(String path, long size) throws IOException {
    var records = new ByteArrayOutputStream();
    records.writeBytes(paxRecord("path", path));
    if (size > TarFormat.MAX_OCTAL_SIZE) {
      records.writeBytes(paxRecord("size", Long.toString(size)));
    }
    var name = new UstarName(PAX_NAME, "");
    out.write(header(name, TarFormat.PAX_HEADER, 0, records.size()));
    records.writeTo(out);
    out.write(new byte[TarFormat.padding(records.size())]);
  }

  /** A record {@code LENGTH KEY=VALUE\n}, where the length counts its own digits too. */
  private static byte[] paxRecord(String key, String value) {
    var rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
    int length = rest.length + Integer.toString(rest.length).length();
    length = rest.length + Integer.toString(length).length();
    var record = new ByteArrayOutputStream();
    record.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
    record.writeBytes(rest);
    return record.toByteArray();
  }

  private static byte[] header(UstarName name, char type, int mode, long size) {
    var header = new byte[TarFormat.BLOCK];
    putText(header, TarFormat.NAME, name.name());
    putText(header, TarFormat.PREFIX, name.prefix());
    putOctal(header, TarFormat.MODE, TarFormat.ID_LENGTH, mode);
    putOctal(header, TarFormat.UID, TarFormat.ID_LENGTH, 0);
    putOctal(header, TarFormat.GID, TarFormat.ID_LENGTH, 0);
    putOctal(header, TarFormat.SIZE, TarFormat.SIZE_LENGTH, size);
    putOctal(header, TarFormat.MTIME, TarFormat.SIZE_LENGTH, 0);
    header[TarFormat.TYPE] = (byte) type;
    putText(header, TarFormat.MAGIC, "ustar");
    putText(header, TarFormat.VERSION, "00");
    putOctal(header, TarFormat.DEV_MAJOR, TarFormat.ID_LENGTH, 0);
    putOctal(header, TarFormat.DEV_MINOR, TarFormat.ID_LENGTH, 0);
    putText(header, TarFormat.CHECKSUM, "%06o\0 ".formatted(TarFormat.checksum(header)));
    return header;
  }

  private static void putText(byte[] header, int offset, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  private static void putOctal(byte[] header, int offset, int length, long value) {
    var digits = Long.toOctalString(value);
    putText(header, offset, "0".repeat(length - 1 - digits.length()) + digits);
  }
}
