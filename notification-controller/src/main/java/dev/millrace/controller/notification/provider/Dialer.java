package dev.millrace.controller.notification.provider;

import java.net.Socket;

/**
 * Opens connections to services that do not speak HTTP, within the policy for user-given addresses.
 */
@FunctionalInterface
public interface Dialer {
  /**
   * A connection whose reads fail after the timeout.
   *
   * @throws NotificationFailure when there is none, or the address must not be reached
   */
  Socket dial(String host, int port);
}
