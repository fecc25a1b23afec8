package dev.millrace.gotemplate;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How to execute.
 *
 * @param missingKey what a missing map key evaluates to
 * @param limits the bounds of the execution
 * @param context an object of the caller that functions get back from {@link Execution#context}
 * @param nanoTime the monotonic time source against which the timeout is measured
 */
public record ExecutionOptions(
    MissingKey missingKey, Limits limits, @Nullable Object context, LongSupplier nanoTime) {

  /** Go's defaults and {@link Limits#DEFAULT}. */
  public static final ExecutionOptions DEFAULT =
      new ExecutionOptions(MissingKey.DEFAULT, Limits.DEFAULT, null, System::nanoTime);

  /** The same options with another rule for missing keys. */
  public ExecutionOptions withMissingKey(MissingKey newMissingKey) {
    return new ExecutionOptions(newMissingKey, limits, context, nanoTime);
  }

  /** The same options with other limits. */
  public ExecutionOptions withLimits(Limits newLimits) {
    return new ExecutionOptions(missingKey, newLimits, context, nanoTime);
  }

  /** The same options with another object for functions to get back. */
  public ExecutionOptions withContext(Object newContext) {
    return new ExecutionOptions(missingKey, limits, newContext, nanoTime);
  }
}
