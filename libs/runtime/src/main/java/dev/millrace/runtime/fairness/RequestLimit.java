package dev.millrace.runtime.fairness;

import java.time.Duration;

/**
 * How many requests should be under way at the same time: enough to keep a server busy, and few
 * enough that they don't queue in it, where nobody takes turns.
 *
 * <p>How many queue follows from how long answers take (Little's law): each is late by what it took
 * beyond the time that its kind takes when few are under way, and the lateness of all answers of a
 * while, divided by that while, is the mean number of those that only waited. A server that always
 * takes long, such as for an admission webhook, isn't late, and so doesn't make the number smaller.
 *
 * <p>What a kind takes by itself is measured whenever few requests are under way. In a rush, that
 * is made so for a moment every now and then. Decides only; not thread-safe. Times are nanoseconds
 * of a clock that never goes back.
 */
final class RequestLimit {
  /** Below this number in the queue of the server, more are let go. */
  private static final double FEW_QUEUED = 2;

  /** Above this number in the queue of the server, fewer are let go. */
  private static final double MANY_QUEUED = 4;

  /** How many requests leave each other alone. */
  private static final int FEW = 2;

  private static final int FEWEST_ANSWERS = 8;
  private static final long SHORTEST_WINDOW = Duration.ofMillis(100).toNanos();
  private static final long BETWEEN_LOOKS = Duration.ofSeconds(30).toNanos();

  private final Concurrency bounds;
  private final Baselines baselines = new Baselines();
  private final Window window = new Window();
  private int limit;
  private int underWay;
  private long limitChanged;
  private Phase phase = Phase.STEADY;
  private long phaseBegan;
  private long lastLook;

  /** How many are under way that were so when the phase began. */
  private int earlier;

  /** How many began in this phase. */
  private int begun;

  /** Begins at a time, with what the bounds say. */
  RequestLimit(Concurrency bounds, long now) {
    this.bounds = bounds;
    this.limit = bounds.first();
    this.limitChanged = now;
    this.lastLook = now - BETWEEN_LOOKS;
    window.restart(now);
  }

  /** What is going on. */
  private enum Phase {
    /** As many as the limit says are let go. */
    STEADY(0),
    /** A look at how long answers take by themselves is near; the server's queue is to run dry. */
    SETTLING(150),
    /** A few at a time are let go, and how long they take is measured. */
    LOOKING(350);

    private final long nanos;

    Phase(int millis) {
      nanos = Duration.ofMillis(millis).toNanos();
    }
  }

  /** In whose company a request began. */
  private enum Company {
    /** Many others were under way. */
    CROWD,
    /** Few others were under way, but more may have come since. */
    FEW_YET,
    /** It began in a look, when its server was not disturbed by others. */
    FEW
  }

  /**
   * A request that is under way.
   *
   * @param kind requests of a kind take about the same time
   */
  record Request(String kind, long began, Company company) {}

  /** What answers since a time show. */
  private static final class Window {
    private long began;
    private int answers;
    private double lateness;
    private boolean crowded;

    void restart(long now) {
      began = now;
      answers = 0;
      lateness = 0;
      crowded = false;
    }

    void add(double late, boolean othersWait) {
      answers++;
      lateness += late;
      crowded |= othersWait;
    }

    boolean isFull(int wanted, long now) {
      return answers >= Math.max(FEWEST_ANSWERS, wanted) && now - began >= SHORTEST_WINDOW;
    }

    double queued(long now) {
      return Math.max(0, lateness) / (now - began);
    }
  }

  /** How many may be under way now. */
  int current() {
    return switch (phase) {
      case STEADY -> limit;
      case SETTLING -> Math.max(1, earlier);
      case LOOKING -> earlier + FEW;
    };
  }

  /** A request begins. */
  Request began(String kind, long now) {
    underWay++;
    begun++;
    return new Request(kind, now, company());
  }

  private Company company() {
    if (phase == Phase.LOOKING) {
      return Company.FEW;
    }
    return underWay <= FEW ? Company.FEW_YET : Company.CROWD;
  }

  /**
   * A request was answered, or got no answer.
   *
   * @param crowded whether others wait to begin
   */
  void ended(Request request, long now, boolean crowded) {
    double took = now - request.began();
    if (wasAmongFew(request)) {
      baselines.measured(request.kind(), took);
    }
    leave(request, now);
    if (phase == Phase.STEADY) {
      window.add(took - baselines.of(request.kind()).orElse(took), crowded);
      adapt(now);
    }
  }

  /**
   * A request was refused because there are too many: 429. All that were sent by now count once.
   */
  void refused(Request request, long now) {
    leave(request, now);
    if (request.began() - limitChanged >= 0) {
      change(limit / 2, now);
    }
  }

  private boolean wasAmongFew(Request request) {
    return switch (request.company()) {
      case CROWD -> false;
      case FEW_YET -> underWay <= FEW;
      case FEW -> true;
    };
  }

  private void leave(Request request, long now) {
    underWay--;
    if (request.began() - phaseBegan < 0) {
      earlier--;
    }
    if (now - phaseBegan >= phase.nanos) {
      goOn(now);
    }
  }

  private void goOn(long now) {
    switch (phase) {
      case STEADY -> {}
      case SETTLING -> enter(Phase.LOOKING, now);
      case LOOKING -> {
        if (begun >= FEW) {
          enter(Phase.STEADY, now);
          window.restart(now);
        }
      }
    }
  }

  private void enter(Phase next, long now) {
    phase = next;
    phaseBegan = now;
    earlier = underWay;
    begun = 0;
  }

  private void adapt(long now) {
    if (!window.isFull(limit, now)) {
      return;
    }
    double queued = window.queued(now);
    boolean crowded = window.crowded;
    window.restart(now);
    if (crowded && now - lastLook >= BETWEEN_LOOKS) {
      look(now);
    } else if (queued > MANY_QUEUED) {
      change(limit - Math.max(1, limit / 8), now);
    } else if (queued < FEW_QUEUED && crowded) {
      change(limit + Math.max(1, limit / 4), now);
    }
  }

  private void change(int wanted, long now) {
    limit = Math.clamp(wanted, bounds.least(), bounds.most());
    limitChanged = now;
    window.restart(now);
  }

  private void look(long now) {
    lastLook = now;
    if (bounds.least() < bounds.most()) {
      baselines.lookAgain();
      enter(Phase.SETTLING, now);
    }
  }
}
