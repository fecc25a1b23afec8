package dev.millrace.controller.notification.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** The form of deliveries in the log. */
final class DeliveryJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DeliveryJson() {}

  static byte[] bytes(Delivery delivery) {
    ObjectNode tree = JsonTree.object();
    tree.put("id", delivery.id()).put("provider", delivery.provider());
    tree.put("accepted", delivery.accepted().toString());
    tree.put("groupWindow", delivery.groupWindow().toString());
    tree.putObject("alert")
        .put("uid", delivery.alert().uid())
        .put("namespace", delivery.alert().namespace())
        .put("name", delivery.alert().name());
    tree.put("title", delivery.event().title());
    tree.set("event", EventJson.tree(delivery.event()));
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws IOException when it is something else
   */
  static Delivery read(byte[] bytes) throws IOException {
    JsonNode tree = JSON.readTree(bytes);
    JsonNode alert = tree.path("alert");
    try {
      return new Delivery(
          tree.path("id").asText(),
          new AlertIdentity(
              alert.path("uid").asText(),
              alert.path("namespace").asText(),
              alert.path("name").asText()),
          tree.path("provider").asText(),
          EventJson.of(tree.path("event")).withTitle(tree.path("title").asText("")),
          Instant.parse(tree.path("accepted").asText()),
          Duration.parse(tree.path("groupWindow").asText("PT0S")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("an entry of the outbox is not readable", e);
    }
  }
}
