package dev.millrace.apply.health;

import dev.millrace.apply.object.ObjectRef;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A wait under way. It holds no thread: watches and a timer move it on. */
public interface HealthWait {

  /** Completes, always normally, when the wait ends. */
  CompletableFuture<WaitOutcome> outcome();

  /** The verdicts so far; an object that was not seen yet is unknown. */
  Map<ObjectRef, Health> progress();

  /** Ends the wait. */
  void cancel(String reason);
}
