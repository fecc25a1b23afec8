package dev.millrace.helm.hook;

import java.time.Instant;
import java.util.Optional;

/** The last run of a hook. */
public record HookExecution(
    Optional<Instant> startedAt, Optional<Instant> completedAt, HookPhase phase) {

  /** A hook that never ran. */
  public static final HookExecution NEVER =
      new HookExecution(Optional.empty(), Optional.empty(), HookPhase.NONE);

  /** A run that began. */
  public static HookExecution started(Instant at) {
    return new HookExecution(Optional.of(at), Optional.empty(), HookPhase.RUNNING);
  }

  /** The same run, ended. */
  public HookExecution completed(Instant at, HookPhase result) {
    return new HookExecution(startedAt, Optional.of(at), result);
  }
}
