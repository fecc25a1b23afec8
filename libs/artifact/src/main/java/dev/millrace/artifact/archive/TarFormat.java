package dev.millrace.artifact.archive;

/** Facts of the tar format (POSIX.1-1988 ustar and POSIX.1-2001 pax). */
final class TarFormat {
  static final int BLOCK = 512;

  static final int NAME = 0;
  static final int NAME_LENGTH = 100;
  static final int MODE = 100;
  static final int UID = 108;
  static final int GID = 116;
  static final int ID_LENGTH = 8;
  static final int SIZE = 124;
  static final int SIZE_LENGTH = 12;
  static final int MTIME = 136;
  static final int CHECKSUM = 148;
  static final int CHECKSUM_LENGTH = 8;
  static final int TYPE = 156;
  static final int MAGIC = 257;
  static final int VERSION = 263;
  static final int DEV_MAJOR = 329;
  static final int DEV_MINOR = 337;
  static final int PREFIX = 345;
  static final int PREFIX_LENGTH = 155;

  static final char FILE = '0';
  static final char OLD_FILE = '\0';
  static final char HARD_LINK = '1';
  static final char SYMBOLIC_LINK = '2';
  static final char CHARACTER_DEVICE = '3';
  static final char BLOCK_DEVICE = '4';
  static final char FOLDER = '5';
  static final char FIFO = '6';
  static final char CONTIGUOUS_FILE = '7';
  static final char PAX_HEADER = 'x';
  static final char PAX_GLOBAL_HEADER = 'g';
  static final char GNU_LONG_NAME = 'L';
  static final char GNU_LONG_LINK = 'K';

  /** The largest size that eleven octal digits can hold. */
  static final long MAX_OCTAL_SIZE = 077777777777L;

  private TarFormat() {}

  /** The number of bytes that fill up the last block of {@code size} bytes. */
  static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  /** The sum of all bytes of a header, its checksum field counted as spaces. */
  static int checksum(byte[] header) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      sum += own ? ' ' : header[i] & 0xff;
    }
    return sum;
  }
}
