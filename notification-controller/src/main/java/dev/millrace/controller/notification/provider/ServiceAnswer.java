package dev.millrace.controller.notification.provider;

/** What a service answered: the status and the body, cut at the limit of the client. */
public record ServiceAnswer(int status, String body) {
  /** Whether the service took the request. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
