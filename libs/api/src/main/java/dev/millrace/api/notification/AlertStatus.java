package dev.millrace.api.notification;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;

/**
 * What became of the notifications of an Alert. Flux's Alerts have no status: this one is an
 * addition, and absent until something could not be delivered.
 *
 * @param conditions {@value #UNDELIVERED} alone
 */
@ApiType
public record AlertStatus(@OmitWhenEmpty List<Condition> conditions) {

  /** True while the last notification was given up, false when one was delivered after that. */
  public static final String UNDELIVERED = "Undelivered";

  /** The status of an Alert that never lost a notification. */
  public static final AlertStatus EMPTY = new AlertStatus(List.of());

  public AlertStatus {
    conditions = Copies.ofList(conditions);
  }
}
