package dev.millrace.kustomize.bounds;

import dev.millrace.kustomize.problem.KustomizeException;
import java.time.Clock;
import java.time.Instant;

/** What one build has used of its {@link Limits}. Belongs to one thread. */
public final class Budget {
  private final Limits limits;
  private final Clock clock;
  private final Instant deadline;
  private long bytes;
  private int files;

  /** Starts the count, and the time. */
  public Budget(Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.deadline = clock.instant().plus(limits.time());
  }

  /** The bounds that this budget watches. */
  public Limits limits() {
    return limits;
  }

  /** Counts one file that was read. */
  public void countFile(int size) {
    files++;
    bytes += size;
    refuse(files > limits.files(), "reads more than " + limits.files() + " files");
    refuse(bytes > limits.totalBytes(), "reads more than " + limits.totalBytes() + " bytes");
    checkTime();
  }

  /** Checks the number of resources that exist at this moment. */
  public void checkResources(int count) {
    refuse(count > limits.resources(), "has more than " + limits.resources() + " resources");
  }

  /** Checks how deep kustomizations are nested. */
  public void checkNesting(int depth) {
    refuse(depth > limits.nesting(), "nests more than " + limits.nesting() + " kustomizations");
  }

  /** Checks the size of the output so far. */
  public void checkOutput(long characters) {
    refuse(
        characters > limits.outputBytes(),
        "prints more than " + limits.outputBytes() + " characters");
  }

  /** Fails once the time is up; called between steps. */
  public void checkTime() {
    refuse(
        clock.instant().isAfter(deadline), "takes longer than " + limits.time().toSeconds() + " s");
  }

  private static void refuse(boolean exceeded, String what) {
    if (exceeded) {
      throw new KustomizeException(
          "the build " + what + "; make it smaller, split it, or raise this limit");
    }
  }
}
