package dev.millrace.runtime.sharding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The register of a group in memory, and the ways in which answers of a real one get lost. */
final class SharedRegister {
  /** What becomes of a request. */
  enum Fate {
    ANSWERED,
    LOST,
    ANSWER_LOST,
    DELAYED
  }

  private final Map<String, MemberRecord> records = new TreeMap<>();
  private final Deque<Runnable> delayed = new ArrayDeque<>();
  private final Deque<Fate> fates = new ArrayDeque<>();
  private long versions;

  /** What becomes of the next writes; then all are answered. */
  void foretell(Fate fate) {
    fates.add(fate);
  }

  /** From now on all writes are answered. */
  void forgive() {
    fates.clear();
  }

  void removeRecordOf(String member) {
    records.remove(member);
  }

  /** The oldest delayed request arrives at last. */
  void landDelayed() {
    Runnable request = delayed.poll();
    if (request != null) {
      request.run();
    }
  }

  void landAllDelayed() {
    while (!delayed.isEmpty()) {
      landDelayed();
    }
  }

  private List<MemberRecord> records() {
    return new ArrayList<>(records.values());
  }

  /**
   * How one member sees the register.
   *
   * @param aroundRequests happens before and after each of its requests
   */
  Register seenBy(Runnable aroundRequests) {
    return new Register() {
      @Override
      public List<MemberRecord> list() {
        aroundRequests.run();
        List<MemberRecord> all = records();
        aroundRequests.run();
        return all;
      }

      @Override
      public String write(MemberRecord own) throws RegisterFailure {
        aroundRequests.run();
        String[] version = {""};
        request(() -> version[0] = store(own));
        aroundRequests.run();
        if (version[0].isEmpty()) {
          throw new RegisterFailure("conflict");
        }
        return version[0];
      }

      @Override
      public boolean remove(MemberRecord record) throws RegisterFailure {
        aroundRequests.run();
        boolean[] gone = {false};
        request(() -> gone[0] = drop(record));
        aroundRequests.run();
        return gone[0];
      }
    };
  }

  private void request(Runnable effect) throws RegisterFailure {
    Fate fate = fates.isEmpty() ? Fate.ANSWERED : fates.poll();
    switch (fate) {
      case ANSWERED -> effect.run();
      case LOST -> throw new RegisterFailure("lost");
      case ANSWER_LOST -> {
        effect.run();
        throw new RegisterFailure("answer lost");
      }
      case DELAYED -> {
        delayed.add(effect);
        throw new RegisterFailure("delayed");
      }
    }
  }

  private String store(MemberRecord own) {
    MemberRecord stored = records.get(own.id());
    String found = stored == null ? "" : stored.version();
    if (!found.equals(own.version())) {
      return "";
    }
    String version = Long.toString(++versions);
    records.put(
        own.id(),
        new MemberRecord(
            own.id(), version, own.lease(), own.staying(), own.claims(), own.serves()));
    return version;
  }

  private boolean drop(MemberRecord record) {
    MemberRecord stored = records.get(record.id());
    if (stored == null) {
      return true;
    }
    return stored.version().equals(record.version()) && records.remove(record.id(), stored);
  }
}
