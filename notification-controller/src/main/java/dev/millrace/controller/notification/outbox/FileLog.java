package dev.millrace.controller.notification.outbox;

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
 * A log in one file that is only appended to. When most of it is about deliveries long made, it is
 * written anew with what is still owed, beside the old file, which it then replaces.
 */
final class FileLog implements DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(FileLog.class);
  private static final String FILE = "outbox.log";
  private static final String NEXT = "outbox.log.next";
  private static final long WORTH_REWRITING = 4L * 1024 * 1024;

  private final Path folder;
  private final SequencedMap<Long, byte[]> owed = new LinkedHashMap<>();
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
  public synchronized List<Long> add(List<Delivery> deliveries) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      LogEntry entry = new LogEntry(true, next++, DeliveryJson.bytes(delivery));
      append(entry);
      keep(entry);
      numbers.add(entry.number());
    }
    file.getFD().sync();
    return numbers;
  }

  @Override
  public synchronized void remove(long number) throws IOException {
    append(drop(number));
    if (size > WORTH_REWRITING && size > 2 * owedSize) {
      rewrite();
    }
  }

  @Override
  public synchronized SequencedMap<Long, Delivery> owed() {
    SequencedMap<Long, Delivery> deliveries = new LinkedHashMap<>();
    owed.forEach(
        (number, content) -> {
          try {
            deliveries.put(number, DeliveryJson.read(content));
          } catch (IOException e) {
            LOG.atError().addKeyValue("number", number).log("an entry of the outbox was skipped");
          }
        });
    return deliveries;
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
    file.setLength(size);
    file.seek(size);
  }

  private void replay(LogEntry entry) {
    if (entry.addition()) {
      keep(entry);
    } else {
      drop(entry.number());
    }
    next = Math.max(next, entry.number() + 1);
  }

  private void keep(LogEntry entry) {
    owed.put(entry.number(), entry.content());
    owedSize += entry.length();
  }

  private LogEntry drop(long number) {
    byte[] content = owed.remove(number);
    if (content != null) {
      owedSize -= new LogEntry(true, number, content).length();
    }
    return new LogEntry(false, number, new byte[0]);
  }

  private void append(LogEntry entry) throws IOException {
    file.write(entry.bytes().array());
    size += entry.length();
  }

  private void rewrite() throws IOException {
    RandomAccessFile replacement = open(folder, NEXT);
    try {
      replacement.setLength(0);
      for (Map.Entry<Long, byte[]> each : owed.entrySet()) {
        replacement.write(new LogEntry(true, each.getKey(), each.getValue()).bytes().array());
      }
      replacement.getFD().sync();
      move(folder.resolve(NEXT), folder.resolve(FILE));
    } catch (IOException e) {
      replacement.close();
      throw e;
    }
    file.close();
    file = replacement;
    size = owedSize;
  }

  private static RandomAccessFile open(Path folder, String name) throws IOException {
    return new RandomAccessFile(folder.resolve(name).toString(), "rw");
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
