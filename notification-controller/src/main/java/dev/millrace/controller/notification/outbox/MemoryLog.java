package dev.millrace.controller.notification.outbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers nothing beyond the life of the process: for installations without a volume. */
final class MemoryLog implements DeliveryLog {
  private final Map<Long, byte[]> owed = new HashMap<>();
  private long next = 1;
  private long bytes;

  @Override
  public synchronized List<Long> add(List<byte[]> contents) {
    List<Long> numbers = new ArrayList<>();
    for (byte[] content : contents) {
      owed.put(next, content);
      bytes += content.length;
      numbers.add(next++);
    }
    return numbers;
  }

  @Override
  public synchronized byte[] read(long number) throws IOException {
    byte[] content = owed.get(number);
    if (content == null) {
      throw new IOException("delivery %d is not owed".formatted(number));
    }
    return content;
  }

  @Override
  public synchronized void remove(long number) {
    byte[] content = owed.remove(number);
    if (content != null) {
      bytes -= content.length;
    }
  }

  @Override
  public synchronized List<Long> owed() {
    return owed.keySet().stream().sorted().toList();
  }

  @Override
  public synchronized long bytes() {
    return bytes;
  }

  @Override
  public void close() {}
}
