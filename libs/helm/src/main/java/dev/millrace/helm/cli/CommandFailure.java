package dev.millrace.helm.cli;

/**
 * The command could not do its work; the message is for the user. It has neither stack trace nor
 * cause, so that the message is all that the user sees when it ends the process.
 */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super("Error: " + message, null, false, false);
  }
}
