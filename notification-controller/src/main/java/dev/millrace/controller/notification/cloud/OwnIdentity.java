package dev.millrace.controller.notification.cloud;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.Sensitive;

/** Who the controller itself is in a cloud; the environment says so. */
@FunctionalInterface
public interface OwnIdentity {
  /**
   * The identity in Azure.
   *
   * @throws NotificationFailure when the controller has none
   */
  Azure azure();

  /**
   * An identity in Azure.
   *
   * @param assertion a token of the cluster that Azure trusts
   */
  record Azure(String tenant, String client, Sensitive<String> assertion) {}
}
