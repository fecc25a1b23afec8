package dev.millrace.kustomize.bounds;

import dev.millrace.kustomize.problem.KustomizeException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What one build has used of its {@link Limits}. Belongs to one thread. */
public final class Budget {
  private final Limits limits;
  private final LongSupplier nanoTime;
  private final long start;
  private long bytes;
  private int files;

  /**
   * Starts the count, and the time.
   *
   * @param nanoTime a clock that never goes back, such as {@link System#nanoTime}
   */
  public Budget(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
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
    Duration used = Duration.ofNanos(nanoTime.getAsLong() - start);
    refuse(
        used.compareTo(limits.time()) > 0, "takes longer than " + limits.time().toSeconds() + " s");
  }

  private static void refuse(boolean exceeded, String what) {
    if (exceeded) {
      throw new KustomizeException(
          "the build " + what + "; make it smaller, split it, or raise this limit");
    }
  }
}
