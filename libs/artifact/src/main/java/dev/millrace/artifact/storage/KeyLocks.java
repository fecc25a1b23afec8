package dev.millrace.artifact.storage;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Lets one thread at a time work on a key. */
final class KeyLocks {
  private static final int STRIPES = 64;

  private final List<ReentrantLock> stripes =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

  /** A lock that is held until it is closed. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  Held lock(String key) {
    var stripe = stripes.get(Math.floorMod(key.hashCode(), STRIPES));
    stripe.lock();
    return stripe::unlock;
  }
}
