package dev.millrace.controller.notification.outbox;

import dev.millrace.runtime.logging.LogLine;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log in one file that is only appended to; memory holds where each entry is, not what it says.
 * When most of the file is about deliveries long made, it is written anew with what is still owed,
 * beside the old file, which it then replaces.
 */
final class FileLog implements DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(FileLog.class);
  private static final String FILE = "outbox.log";
  private static final String NEXT = "outbox.log.next";
  private static final long WORTH_REWRITING = 4L * 1024 * 1024;

  private final Path folder;
  private SequencedMap<Long, Place> owed = new LinkedHashMap<>();
  // Not a channel: that would be closed for good when a thread is interrupted while it writes.
  private RandomAccessFile file;
  private long size;
  private long owedSize;
  private long next = 1;

  private FileLog(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(NEXT));
    this.file = open(folder, FILE);
  }

  /** Where an entry is in the file. */
  private record Place(long offset, int length) {}

  /**
   * Opens the log in a folder, or starts one.
   *
   * @throws IOException when the folder can't be used
   */
  static FileLog open(Path folder) throws IOException {
    FileLog log = new FileLog(folder);
    log.recover();
    return log;
  }

  @Override
  public synchronized List<Long> add(List<byte[]> contents) throws IOException {
    long before = size;
    List<Long> numbers = new ArrayList<>();
    try {
      for (byte[] content : contents) {
        LogEntry entry = new LogEntry(true, next++, content);
        long offset = append(entry);
        keep(entry.number(), new Place(offset, entry.length()));
        numbers.add(entry.number());
      }
      file.getFD().sync();
      return numbers;
    } catch (IOException e) {
      takeBack(numbers, before);
      throw e;
    }
  }

  @Override
  public synchronized byte[] read(long number) throws IOException {
    Place place = owed.get(number);
    if (place == null) {
      throw new IOException("delivery %d is not owed".formatted(number));
    }
    byte[] bytes = bytesAt(place);
    return LogEntry.parse(bytes)
        .filter(entry -> entry.number() == number)
        .map(LogEntry::content)
        .orElseThrow(() -> new IOException("delivery %d is damaged".formatted(number)));
  }

  @Override
  public synchronized void remove(long number) throws IOException {
    drop(number);
    append(new LogEntry(false, number, new byte[0]));
    if (size > WORTH_REWRITING && size > 2 * owedSize) {
      rewrite();
    }
  }

  @Override
  public synchronized List<Long> owed() {
    return List.copyOf(owed.keySet());
  }

  @Override
  public synchronized long bytes() {
    return owedSize;
  }

  @Override
  public synchronized void close() throws IOException {
    file.getFD().sync();
    file.close();
  }

  /** Reads up to the first entry that is not whole; what a crash left after that is cut off. */
  private void recover() throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(FILE))))) {
      Optional<LogEntry> entry = LogEntry.read(in);
      while (entry.isPresent()) {
        replay(entry.get());
        size += entry.get().length();
        entry = LogEntry.read(in);
      }
    }
    long rest = file.length() - size;
    if (rest > 0) {
      LogLine.with("bytes", rest).log(LOG::warn, "the end of the outbox was not whole; cut off");
    }
    file.setLength(size);
  }

  private void replay(LogEntry entry) {
    if (entry.addition()) {
      keep(entry.number(), new Place(size, entry.length()));
    } else {
      drop(entry.number());
    }
    next = Math.max(next, entry.number() + 1);
  }

  private void keep(long number, Place place) {
    owed.put(number, place);
    owedSize += place.length();
  }

  private void drop(long number) {
    Place place = owed.remove(number);
    if (place != null) {
      owedSize -= place.length();
    }
  }

  /** Writes an entry at the end; its offset. */
  private long append(LogEntry entry) throws IOException {
    long offset = size;
    file.seek(offset);
    file.write(entry.bytes());
    size += entry.length();
    return offset;
  }

  /** A disk that is full must not leave half of what was refused. */
  private void takeBack(List<Long> numbers, long before) {
    numbers.forEach(this::drop);
    size = before;
    try {
      file.setLength(before);
    } catch (IOException e) {
      LOG.atError().setCause(e).log("the outbox could not be cut back");
    }
  }

  private byte[] bytesAt(Place place) throws IOException {
    byte[] bytes = new byte[place.length()];
    file.seek(place.offset());
    file.readFully(bytes);
    return bytes;
  }

  private void rewrite() throws IOException {
    SequencedMap<Long, Place> moved = new LinkedHashMap<>();
    RandomAccessFile replacement = open(folder, NEXT);
    long written = 0;
    try {
      replacement.setLength(0);
      for (Map.Entry<Long, Place> each : owed.entrySet()) {
        replacement.write(bytesAt(each.getValue()));
        moved.put(each.getKey(), new Place(written, each.getValue().length()));
        written += each.getValue().length();
      }
      replacement.getFD().sync();
      move(folder.resolve(NEXT), folder.resolve(FILE));
    } catch (IOException e) {
      replacement.close();
      throw e;
    }
    file.close();
    file = replacement;
    owed = moved;
    size = written;
  }

  private static RandomAccessFile open(Path folder, String name) throws IOException {
    return new RandomAccessFile(folder.resolve(name).toString(), "rw");
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
