package dev.millrace.controller.notification.outbox;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An entry of a log file: its length, a checksum, and then the kind, the number and the content.
 *
 * @param content of an addition; empty for a removal
 */
record LogEntry(boolean addition, long number, byte[] content) {
  private static final int HEAD = Integer.BYTES + Integer.BYTES;
  private static final int FIXED = 1 + Long.BYTES;

  /** The largest content that an entry may have; a larger one could not be read again. */
  static final int LIMIT = 4 * 1024 * 1024;

  /** The entry as bytes. */
  byte[] bytes() {
    ByteBuffer body = ByteBuffer.allocate(FIXED + content.length);
    body.put((byte) (addition ? 1 : 0)).putLong(number).put(content).flip();
    ByteBuffer all = ByteBuffer.allocate(HEAD + body.limit());
    return all.putInt(body.limit()).putInt(checksum(body)).put(body).array();
  }

  /** The length of the entry in the file. */
  int length() {
    return HEAD + FIXED + content.length;
  }

  /** What {@link #bytes} wrote; empty when it is not whole. */
  static Optional<LogEntry> parse(byte[] bytes) throws IOException {
    return read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  /** The next entry; empty at the end, or where a crash left half of an entry. */
  static Optional<LogEntry> read(DataInputStream in) throws IOException {
    try {
      int length = in.readInt();
      int checksum = in.readInt();
      if (length < FIXED || length > FIXED + LIMIT) {
        return Optional.empty();
      }
      ByteBuffer body = ByteBuffer.wrap(in.readNBytes(length));
      if (body.limit() < length || checksum(body) != checksum) {
        return Optional.empty();
      }
      boolean addition = body.get() == 1;
      long number = body.getLong();
      byte[] content = new byte[body.remaining()];
      body.get(content);
      return Optional.of(new LogEntry(addition, number, content));
    } catch (EOFException _) {
      return Optional.empty();
    }
  }

  private static int checksum(ByteBuffer body) {
    CRC32C checksum = new CRC32C();
    checksum.update(body.duplicate());
    return (int) checksum.getValue();
  }
}
