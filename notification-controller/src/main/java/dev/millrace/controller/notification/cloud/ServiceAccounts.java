package dev.millrace.controller.notification.cloud;

import java.util.Map;

/** The ServiceAccounts of the cluster, as far as clouds trust them. */
public interface ServiceAccounts {
  /**
   * The annotations of one.
   *
   * @throws dev.millrace.controller.notification.provider.NotificationFailure when it does not
   *     exist
   */
  Map<String, String> annotations(String namespace, String name);

  /**
   * A token of the cluster for one.
   *
   * @throws dev.millrace.controller.notification.provider.NotificationFailure when the API server
   *     gives none
   */
  String token(String namespace, String name, String audience);
}
