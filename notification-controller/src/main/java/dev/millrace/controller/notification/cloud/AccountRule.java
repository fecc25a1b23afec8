package dev.millrace.controller.notification.cloud;

import dev.millrace.controller.notification.provider.NotificationFailure;

/**
 * As which ServiceAccount a Provider acts in clouds.
 *
 * @param allowed whether Providers may act as one at all ({@code ObjectLevelWorkloadIdentity})
 * @param usual for Providers that name none ({@code --default-service-account}); empty for the
 *     controller's own
 */
public record AccountRule(boolean allowed, String usual) {

  /**
   * Checks the account that a Provider names.
   *
   * @throws NotificationFailure when it names one and may not
   */
  public void check(String named) {
    if (!named.isEmpty() && !allowed) {
      throw new NotificationFailure(
          "to use spec.serviceAccountName for provider authentication please enable the"
              + " ObjectLevelWorkloadIdentity feature gate in the controller");
    }
  }

  /** The account for a Provider; empty for the controller's own identity. */
  String actor(String named) {
    check(named);
    return named.isEmpty() && allowed ? usual : named;
  }
}
