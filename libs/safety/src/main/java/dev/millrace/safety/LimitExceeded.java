package dev.millrace.safety;

import java.io.IOException;

/**
 * Input from outside was larger than the configured bound.
 *
 * <p>The message names what was read, the bound and its unit, so that it can be shown to a user as
 * it is.
 */
public final class LimitExceeded extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  /**
   * Creates the error for one bound.
   *
   * @param subject what was being read, for example {@code file deploy/app.yaml}
   * @param limit the bound that was passed
   * @param unit what is counted, for example {@code bytes} or {@code entries}
   */
  public LimitExceeded(String subject, long limit, String unit) {
    super(subject + " is larger than the limit of " + limit + " " + unit);
    this.limit = limit;
  }

  /** The bound that was passed, in the unit that the message names. */
  public long limit() {
    return limit;
  }
}
