package dev.millrace.controller.notification.provider;

/** Sends a request and waits for the answer. */
@FunctionalInterface
public interface Exchange {
  /**
   * The answer to a request, whatever its status.
   *
   * @throws NotificationFailure when there is no answer
   */
  ServiceAnswer send(OutgoingRequest request) throws InterruptedException;

  /**
   * The answer to a request that has to succeed.
   *
   * @throws NotificationFailure when there is no answer, or one that is not a success
   */
  default ServiceAnswer require(OutgoingRequest request) throws InterruptedException {
    return send(request).requireSuccess(request.method());
  }
}
