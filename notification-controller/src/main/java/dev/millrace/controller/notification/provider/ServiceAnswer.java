package dev.millrace.controller.notification.provider;

/** What a service answered: the status and the body, cut at the limit of the client. */
public record ServiceAnswer(int status, String body) {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERRORS = 500;

  /** Whether the service took the request. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * This answer.
   *
   * @param method of the request, for the message
   * @throws NotificationFailure when the service did not take the request
   */
  public ServiceAnswer requireSuccess(String method) {
    if (isSuccess()) {
      return this;
    }
    String message = "the service answered %d to %s".formatted(status, method);
    if (status >= SERVER_ERRORS || status == TOO_MANY || status == REQUEST_TIMEOUT) {
      throw NotificationFailure.temporary(message);
    }
    throw new NotificationFailure(message);
  }
}
