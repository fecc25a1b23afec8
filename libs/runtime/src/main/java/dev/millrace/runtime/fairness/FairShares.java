package dev.millrace.runtime.fairness;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whose turn it is. Of the tenants that wait, the one with the fewest turns under way comes
 * first, and among such equals the one that had the fewest of late ({@link RecentUse}). Of the same
 * tenant, what goes on comes before what begins, and what stepped back comes last, save for one
 * turn in ten. A tenant that has no turn under way need not wait for others to end theirs: there is
 * one turn beyond the limit, which only such a tenant gets. Decides only; not thread-safe.
 *
 * @param <T> what waits for a turn
 */
final class FairShares<T> {
  /** Of so many turns of a tenant one is for what stepped back. */
  private static final int SHARE_OF_STEPPED_BACK = 10;

  private final RecentUse recent = new RecentUse();
  private final Map<String, Queues<T>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private int limit;
  private int turns;

  /** So many turns at the same time, and the one beyond. */
  FairShares(int limit) {
    limit(limit);
  }

  /** So many turns at the same time from now on; those under way go on. */
  final void limit(int wanted) {
    if (wanted < 1) {
      throw new IllegalArgumentException("at least one turn must be possible, not " + wanted);
    }
    limit = wanted;
  }

  /** What waits for one tenant. */
  private static final class Queues<T> {
    private final Deque<T> goingOn = new ArrayDeque<>();
    private final Deque<T> beginning = new ArrayDeque<>();
    private final Deque<T> steppedBack = new ArrayDeque<>();
    private int turns;

    T next() {
      turns++;
      if (!steppedBack.isEmpty() && turns % SHARE_OF_STEPPED_BACK == 0) {
        return steppedBack.remove();
      }
      return Stream.of(goingOn, beginning, steppedBack)
          .filter(queue -> !queue.isEmpty())
          .findFirst()
          .orElseThrow()
          .remove();
    }

    int size() {
      return goingOn.size() + beginning.size() + steppedBack.size();
    }
  }

  /** Queues something that begins behind all that waits for the same tenant. */
  void begin(String tenant, T waiter) {
    queues(tenant).beginning.add(waiter);
  }

  /** Queues something that goes on before all that begins. */
  void goOn(String tenant, T waiter) {
    queues(tenant).goingOn.add(waiter);
  }

  /** Queues something that is not urgent. */
  void stepBack(String tenant, T waiter) {
    queues(tenant).steppedBack.add(waiter);
  }

  /** Takes something that begins out of the queue; false if it doesn't wait. */
  boolean remove(String tenant, T waiter) {
    Queues<T> queues = waiting.get(tenant);
    if (queues == null || !queues.beginning.remove(waiter)) {
      return false;
    }
    if (queues.size() == 0) {
      waiting.remove(tenant);
    }
    return true;
  }

  /** Ends a turn of a tenant. */
  void end(String tenant) {
    turns--;
    int left = turnsOf(tenant) - 1;
    if (left == 0) {
      underWay.remove(tenant);
    } else {
      underWay.put(tenant, left);
    }
  }

  /** Starts the next turn that is possible now. */
  Optional<T> next() {
    return firstTenant().map(this::start);
  }

  /** How many wait. */
  int waiting() {
    return waiting.values().stream().mapToInt(Queues::size).sum();
  }

  private Queues<T> queues(String tenant) {
    return waiting.computeIfAbsent(tenant, _ -> new Queues<>());
  }

  /** Who was served queues behind the other tenants. */
  private T start(String tenant) {
    Queues<T> queues = queues(tenant);
    T next = queues.next();
    waiting.remove(tenant);
    if (queues.size() > 0) {
      waiting.put(tenant, queues);
    }
    turns++;
    underWay.merge(tenant, 1, Integer::sum);
    recent.add(tenant);
    return next;
  }

  private Optional<String> firstTenant() {
    return waiting.keySet().stream()
        .filter(this::mayBegin)
        .min(Comparator.comparingInt(this::turnsOf).thenComparingDouble(recent::of));
  }

  private boolean mayBegin(String tenant) {
    int beyond = underWay.containsKey(tenant) ? 0 : 1;
    return turns < limit + beyond;
  }

  private int turnsOf(String tenant) {
    return underWay.getOrDefault(tenant, 0);
  }
}
