package dev.millrace.controller.notification.template;

/** An Alert says something about its messages that can't be used. */
public final class InvalidWording extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidWording(String message) {
    super(message);
  }
}
