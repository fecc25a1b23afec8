package dev.millrace.controller.notification.statuspage.web;

import dev.millrace.controller.notification.statuspage.viewer.TokenRefused;
import dev.millrace.controller.notification.statuspage.viewer.Viewers;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Tells an open page when what its viewer may see has changed. Each round reads anew with the
 * viewer's token and asks for the session again, so that it ends with their rights
 * (SECURITY-CASES.md row 42).
 */
final class LiveFeed {
  private final Caller caller;
  private final Callers callers;
  private final Viewers viewers;
  private final Semaphore places;
  private final Duration pause;
  private long seen;

  /**
   * A feed that has taken a place already, and gives it back when it ends.
   *
   * @param seen the version that the page shows
   * @param pause between two looks
   */
  LiveFeed(
      Caller caller,
      Callers callers,
      Viewers viewers,
      Semaphore places,
      Duration pause,
      long seen) {
    this.caller = caller;
    this.callers = callers;
    this.viewers = viewers;
    this.places = places;
    this.pause = pause;
    this.seen = seen;
  }

  /** Where events go. */
  interface Sink {
    /** Sends a text; false when nobody listens any more. */
    boolean send(String text);
  }

  /** Sends events until the listener or the viewer's right to see anything is gone. */
  void run(Sink sink) {
    try {
      while (sink.send(next())) {
        Thread.sleep(pause);
      }
    } catch (TokenRefused _) {
      callers.forget(caller);
      sink.send(event("end", "log in again"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private String next() {
    if (!callers.isStillThere(caller)) {
      throw TokenRefused.sessionIsOver();
    }
    long version = viewers.sight(caller.viewer()).version();
    if (version == seen) {
      return ": nothing new\n\n";
    }
    seen = version;
    return event("change", Long.toString(version));
  }

  private static String event(String name, String data) {
    return "event: %s\ndata: %s\n\n".formatted(name, data);
  }
}
