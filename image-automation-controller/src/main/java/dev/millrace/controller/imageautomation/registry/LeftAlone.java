package dev.millrace.controller.imageautomation.registry;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;
import java.time.Duration;

/**
 * A registry was not asked, or refused to answer, because it wants fewer requests.
 *
 * @param delay until it may be asked again
 * @param notifies whether it is news; those who only wait with the others tell nobody
 */
record LeftAlone(Duration delay, boolean notifies) implements Reason {
  @Override
  public String text() {
    return RegistryReason.READ_OPERATION_FAILED.text();
  }

  @Override
  public RetryPolicy retry() {
    return RetryPolicy.waitFor(delay);
  }
}
