package dev.millrace.runtime.fairness;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * An API server and those who ask it, in a time of its own. A request takes a processor for a while
 * and then waits, such as for a webhook. Who got an answer asks again at once. Each kind of request
 * is that of a tenant of its own.
 */
final class SimulatedServer {
  private static final long START = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

  private final int processors;
  private final RequestLimit limit;
  private final Map<String, Cost> costs = new HashMap<>();
  private final Map<String, Integer> answers = new HashMap<>();
  private final FairShares<String> waiting;
  private final Deque<RequestLimit.Request> inServer = new ArrayDeque<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
  private long elapsed;
  private long number;
  private int busy;
  private int refusals;

  /**
   * @param processor how long a request takes a processor
   * @param elsewhere how long it waits after that
   */
  record Cost(Duration processor, Duration elsewhere) {}

  private record Event(long time, long number, Runnable effect) {}

  SimulatedServer(int processors, Concurrency bounds) {
    this.processors = processors;
    this.limit = new RequestLimit(bounds, now());
    this.waiting = new FairShares<>(bounds.first());
  }

  /** What requests of a kind cost from now on. */
  SimulatedServer costs(String kind, Duration processor, Duration elsewhere) {
    costs.put(kind, new Cost(processor, elsewhere));
    return this;
  }

  /** So many more who ask for a kind again and again. */
  SimulatedServer asked(String kind, int clients) {
    for (int i = 0; i < clients; i++) {
      waiting.begin(kind, kind);
    }
    letGo();
    return this;
  }

  /** Refuses so many instead of answering. */
  void refuseNext(int count) {
    refusals = count;
  }

  /** Lets time pass. */
  void pass(Duration time) {
    long end = elapsed + time.toNanos();
    while (!events.isEmpty() && events.peek().time() <= end) {
      Event next = events.remove();
      elapsed = next.time();
      next.effect().run();
    }
    elapsed = end;
  }

  /** How many requests may be under way. */
  int limit() {
    return limit.current();
  }

  /** How many wait in the server for a processor. */
  int queued() {
    return inServer.size();
  }

  /** How many answers of a kind there were in a while. */
  int answersIn(String kind, Duration time) {
    int before = answers.getOrDefault(kind, 0);
    pass(time);
    return answers.getOrDefault(kind, 0) - before;
  }

  private long now() {
    return START + elapsed;
  }

  private void letGo() {
    waiting.limit(limit.current());
    for (var kind = waiting.next(); kind.isPresent(); kind = waiting.next()) {
      inServer.add(limit.began(kind.get(), now()));
    }
    serve();
  }

  private void serve() {
    while (busy < processors && !inServer.isEmpty()) {
      busy++;
      RequestLimit.Request request = inServer.remove();
      Cost cost = Objects.requireNonNull(costs.get(request.kind()));
      in(
          cost.processor(),
          () -> {
            busy--;
            in(cost.elsewhere(), () -> answer(request));
            serve();
          });
    }
  }

  private void answer(RequestLimit.Request request) {
    String kind = request.kind();
    answers.merge(kind, 1, Integer::sum);
    boolean crowded = waiting.waiting() > 0;
    if (refusals > 0) {
      refusals--;
      limit.refused(request, now());
    } else {
      limit.ended(request, now(), crowded);
    }
    waiting.end(kind);
    waiting.begin(kind, kind);
    letGo();
  }

  private void in(Duration delay, Runnable effect) {
    number++;
    events.add(new Event(elapsed + delay.toNanos(), number, effect));
  }
}
