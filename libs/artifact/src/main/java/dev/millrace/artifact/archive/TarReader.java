package dev.millrace.artifact.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar stream entry by entry: ustar, pax and GNU long names. Headers that describe other
 * headers are bounded; sparse files are refused. Whoever calls bounds the stream itself.
 */
final class TarReader {
  private static final int MAX_METADATA_BYTES = 1 << 20;

  private final InputStream in;
  private final Map<String, String> global = new HashMap<>();
  private long contentLeft;
  private int paddingLeft;

  TarReader(InputStream in) {
    this.in = in;
  }

  /** One header; the size is that of the content which follows. */
  record Header(String path, char type, int mode, long size) {}

  /** The next entry, with what is left of the previous one skipped; null at the end. */
  @Nullable Header next() throws IOException {
    var described = new HashMap<>(global);
    while (true) {
      skipContent();
      var block = readBlock();
      if (block == null || isEmpty(block)) {
        return null;
      }
      var header = parse(block, described);
      switch (header.type) {
        case TarFormat.PAX_HEADER -> PaxRecords.read(metadata(), described);
        case TarFormat.PAX_GLOBAL_HEADER -> {
          PaxRecords.read(metadata(), global);
          PaxRecords.withDefaults(described, global);
        }
        case TarFormat.GNU_LONG_NAME -> described.put("path", longText(metadata()));
        case TarFormat.GNU_LONG_LINK -> metadata();
        default -> {
          return header;
        }
      }
    }
  }

  /** The content of the current entry; must be read before the next call of {@link #next}. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return readContent(buffer, offset, length);
      }
    };
  }

  private int readContent(byte[] buffer, int offset, int length) throws IOException {
    if (contentLeft == 0) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(length, contentLeft));
    if (read < 0) {
      throw truncated();
    }
    contentLeft -= read;
    return read;
  }

  private void skipContent() throws IOException {
    in.skipNBytes(contentLeft + paddingLeft);
    contentLeft = 0;
    paddingLeft = 0;
  }

  private byte @Nullable [] readBlock() throws IOException {
    var block = in.readNBytes(TarFormat.BLOCK);
    if (block.length == 0) {
      return null;
    }
    if (block.length < TarFormat.BLOCK) {
      throw truncated();
    }
    return block;
  }

  private byte[] metadata() throws IOException {
    if (contentLeft > MAX_METADATA_BYTES) {
      throw new MalformedArchive(
          "a header of %d bytes is longer than the limit of %d"
              .formatted(contentLeft, MAX_METADATA_BYTES));
    }
    return content().readAllBytes();
  }

  private Header parse(byte[] block, Map<String, String> described) throws IOException {
    if (TarFormat.checksum(block) != number(block, TarFormat.CHECKSUM, TarFormat.CHECKSUM_LENGTH)) {
      throw new MalformedArchive("a header has a wrong checksum");
    }
    char type = (char) (block[TarFormat.TYPE] & 0xff);
    long size = number(block, TarFormat.SIZE, TarFormat.SIZE_LENGTH);
    boolean describesNext = describesNext(type);
    if (!describesNext) {
      PaxRecords.refuseSparse(described);
      size = PaxRecords.size(described, size);
    }
    contentLeft = hasContent(type) ? size : 0;
    paddingLeft = TarFormat.padding(contentLeft);
    int mode = (int) number(block, TarFormat.MODE, TarFormat.ID_LENGTH);
    var path = describesNext ? "" : described.getOrDefault("path", path(block));
    boolean oldFolder = type <= TarFormat.FILE && path.endsWith("/");
    return new Header(path, oldFolder ? TarFormat.FOLDER : type, mode, contentLeft);
  }

  private static boolean describesNext(char type) {
    return type == TarFormat.PAX_HEADER
        || type == TarFormat.PAX_GLOBAL_HEADER
        || type == TarFormat.GNU_LONG_NAME
        || type == TarFormat.GNU_LONG_LINK;
  }

  /** Links, devices and folders have no content, whatever size they claim. */
  private static boolean hasContent(char type) {
    return type < TarFormat.HARD_LINK || type > TarFormat.FIFO;
  }

  private static String path(byte[] block) throws IOException {
    var name = text(block, TarFormat.NAME, TarFormat.NAME_LENGTH);
    boolean ustar = text(block, TarFormat.MAGIC, 6).equals("ustar");
    var prefix = ustar ? text(block, TarFormat.PREFIX, TarFormat.PREFIX_LENGTH) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String longText(byte[] bytes) throws IOException {
    return text(bytes, 0, bytes.length);
  }

  private static String text(byte[] bytes, int offset, int length) throws IOException {
    int end = offset;
    while (end < offset + length && bytes[end] != 0) {
      end++;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, offset, end - offset))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedArchive("a file name is not UTF-8");
    }
  }

  /** An octal number, or GNU's binary form for large ones. */
  private static long number(byte[] block, int offset, int length) throws IOException {
    if ((block[offset] & 0x80) != 0) {
      return binaryNumber(block, offset, length);
    }
    var digits = text(block, offset, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new MalformedArchive("a header holds an invalid number");
    }
  }

  private static long binaryNumber(byte[] block, int offset, int length) throws IOException {
    long value = block[offset] & 0x7f;
    for (int i = offset + 1; i < offset + length; i++) {
      if (value > Long.MAX_VALUE >> 8) {
        throw new MalformedArchive("a header holds an invalid number");
      }
      value = value << 8 | block[i] & 0xff;
    }
    return value;
  }

  private static boolean isEmpty(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static MalformedArchive truncated() {
    return new MalformedArchive("it ends in the middle of an entry");
  }
}
