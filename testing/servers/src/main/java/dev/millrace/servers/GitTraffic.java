package dev.millrace.servers;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What clients have asked of one repository over HTTP so far. */
public final class GitTraffic {
  private final AtomicInteger advertisements = new AtomicInteger();
  private final AtomicInteger packs = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  private volatile List<String> pushOptions = List.of();

  GitTraffic() {}

  /** How often the list of references was asked for. */
  public int advertisements() {
    return advertisements.get();
  }

  /** How many packs were sent to clients. */
  public int packs() {
    return packs.get();
  }

  /** How many bytes were sent in answer to fetches; advertisements of servers not included. */
  public long bytesFetched() {
    return bytes.get();
  }

  /** What the last push said besides, such as {@code topic=images}. */
  public List<String> pushOptions() {
    return pushOptions;
  }

  void keepPushOptions(@Nullable List<String> options) {
    pushOptions = options == null ? List.of() : List.copyOf(options);
  }

  void countAdvertisement() {
    advertisements.incrementAndGet();
  }

  void countPack() {
    packs.incrementAndGet();
  }

  OutputStream counting(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] data, int offset, int length) throws IOException {
        bytes.addAndGet(length);
        out.write(data, offset, length);
      }

      @Override
      public void write(int data) throws IOException {
        bytes.incrementAndGet();
        out.write(data);
      }
    };
  }
}
