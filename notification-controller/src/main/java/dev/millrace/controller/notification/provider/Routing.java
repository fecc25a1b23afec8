package dev.millrace.controller.notification.provider;

import dev.millrace.controller.notification.event.Event;
import java.util.Set;

/** Which kinds of events which kinds of services hear of (FLUX.md 5.3). */
public final class Routing {
  private static final Set<String> GENERIC = Set.of("generic", "generic-hmac");
  private static final Set<String> COMMIT_STATUS =
      Set.of("github", "gitlab", "gitea", "bitbucket", "bitbucketserver", "azuredevops");
  private static final Set<String> CHANGE_REQUEST =
      Set.of("githubpullrequestcomment", "gitlabmergerequestcomment", "giteapullrequestcomment");

  private Routing() {}

  /**
   * Whether a provider of a type should be told of an event, whose metadata is as it was posted.
   */
  public static boolean wants(String type, Event event) {
    String group = event.involvedObject().group();
    boolean statusUpdate = event.meta(group + "/commit_status").equals("update");
    if (CHANGE_REQUEST.contains(type)) {
      return has(event, group, "change_request");
    }
    if (COMMIT_STATUS.contains(type)) {
      return statusUpdate || event.severity().equals(Event.ERROR) || has(event, group, "commit");
    }
    return !statusUpdate || GENERIC.contains(type);
  }

  /** Whether providers of a type write statuses on commits. */
  public static boolean isCommitStatus(String type) {
    return COMMIT_STATUS.contains(type);
  }

  private static boolean has(Event event, String group, String fact) {
    return !event.meta(group + "/" + fact).isEmpty()
        || !event.meta("event.toolkit.fluxcd.io/" + fact).isEmpty();
  }
}
