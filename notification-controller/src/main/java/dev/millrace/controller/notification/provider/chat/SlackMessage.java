package dev.millrace.controller.notification.provider.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Wording;

/**
 * A message in the form of Slack, which other services read too.
 *
 * @param fallback what clients show that do not know attachments
 * @param color of the bar beside the message: a name or {@code #rrggbb}
 */
record SlackMessage(String channel, String username, String fallback, String color, String text) {

  /** The message of one attachment, with the metadata as fields. */
  ObjectNode tree(Event event) {
    ObjectNode message = JsonTree.object();
    message.put("channel", channel);
    message.put("username", username.isEmpty() ? event.reportingController() : username);
    message.put("icon_url", "").put("icon_emoji", "");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("fallback", fallback);
    attachment.put("color", color);
    attachment.put("author_name", Wording.subject(event));
    attachment.put("text", text);
    attachment.putArray("mrkdwn_in").add("text");
    ArrayNode fields = attachment.putArray("fields");
    event
        .metadata()
        .forEach(
            (title, value) ->
                fields.addObject().put("title", title).put("value", value).put("short", false));
    return message;
  }

  /** Slack's names of colours. */
  static String colorName(Event event) {
    return Wording.isError(event) ? "danger" : "good";
  }
}
