package dev.millrace.runtime.application;

import dev.millrace.runtime.flags.ListenAddress;

/**
 * A controller can't start for a reason that its owner can mend. The message is a sentence that
 * says what to mend; a stack trace would only hide it.
 */
public final class StartRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what is wrong and what to do. */
  public StartRefusal(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A server can't listen.
   *
   * @param flag that says where
   */
  public static StartRefusal cannotListen(String flag, ListenAddress address, Throwable cause) {
    return new StartRefusal(
        "can't listen on %s: %s; choose another address with %s"
            .formatted(address, cause.getMessage(), flag),
        cause);
  }
}
