package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;

/**
 * The one comment that a Provider keeps on a change request for an object, found again by a marker
 * that is not shown.
 *
 * @param number of the change request
 */
record ChangeRequestComment(String number, String marker, String text) {
  private static final String CHANGE_REQUEST = "change_request";
  private static final int TEXT_LIMIT = 60_000;

  /**
   * The comment for an event.
   *
   * @param key the first word of the marker
   * @throws NotificationFailure when the event names no change request
   */
  static ChangeRequestComment of(Event event, ProviderSettings settings, String key) {
    String marker =
        "<!-- %s:%s/%s -->".formatted(key, settings.identity().uid(), Wording.path(event));
    String text = TextLimit.cut(Wording.markdown(event), TEXT_LIMIT);
    return new ChangeRequestComment(number(event), marker, marker + "\n\n" + text);
  }

  private static String number(Event event) {
    String value = event.meta(CHANGE_REQUEST);
    if (value.isEmpty()) {
      throw new NotificationFailure(
          "the event names no change request: set the annotation"
              + " event.toolkit.fluxcd.io/change_request or eventMetadata.change_request");
    }
    try {
      return Long.toString(Long.parseLong(value));
    } catch (NumberFormatException _) {
      throw new NotificationFailure(
          "the change request '%s' of the event is not a number".formatted(value));
    }
  }

  /** The body of a request that writes the comment. */
  ObjectNode body() {
    return JsonTree.object().put("body", text);
  }

  /**
   * The id of our comment among those of a change request; empty when there is none. Ours starts
   * with the marker: further down it may be part of a message, which others write.
   *
   * @param author the field of the author's name within the author
   * @param name our name
   */
  String find(JsonNode comments, String user, String author, String name) {
    for (JsonNode comment : comments) {
      if (comment.path(user).path(author).asText().equals(name)
          && comment.path("body").asText().startsWith(marker)) {
        return comment.path("id").asText();
      }
    }
    return "";
  }
}
