package dev.millrace.controller.notification.provider.git;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;

/**
 * What is to be shown beside a commit.
 *
 * @param commit the SHA-1 of the commit
 * @param id tells statuses of different clusters and objects on one commit apart
 * @param description the reason in words
 * @param state how it went
 */
record CommitStatus(String commit, String id, String description, State state) {
  /** The shortest limit of the services. */
  private static final int DESCRIPTION_LIMIT = 140;

  enum State {
    SUCCESS,
    FAILURE,
    PENDING
  }

  /**
   * The status that a notification asks for.
   *
   * @throws NotificationFailure when the event names no commit or is neither news nor a failure
   */
  static CommitStatus of(Notification notification) {
    Event event = notification.event();
    return new CommitStatus(
        CommitRevision.of(event),
        notification.commitStatus(),
        TextLimit.cut(Wording.reason(event), DESCRIPTION_LIMIT),
        state(event));
  }

  private static State state(Event event) {
    if (event.isProgress()) {
      return State.PENDING;
    }
    return switch (event.severity()) {
      case Event.INFO -> State.SUCCESS;
      case Event.ERROR -> State.FAILURE;
      default ->
          throw new NotificationFailure(
              "events of severity '%s' have no commit status".formatted(event.severity()));
    };
  }
}
