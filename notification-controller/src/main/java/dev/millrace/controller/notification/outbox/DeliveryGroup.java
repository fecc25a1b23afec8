package dev.millrace.controller.notification.outbox;

import dev.millrace.controller.notification.event.Event;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes one delivery of several that tell of one revision. */
final class DeliveryGroup {
  /** How many deliveries of a group are told in full; the others are counted. */
  static final int MOST_LINES = 100;

  private DeliveryGroup() {}

  /** What deliveries of one group have in common. */
  static String key(Delivery delivery) {
    return delivery.alert().uid() + "/" + delivery.event().meta("revision");
  }

  /**
   * The delivery that stands for all; the only one itself if there is no other.
   *
   * @param deliveries the first of the group, {@value #MOST_LINES} at most
   * @param total how many the group has
   */
  static Delivery merge(List<Delivery> deliveries, int total) {
    Delivery first = deliveries.getFirst();
    if (total == 1) {
      return first;
    }
    List<Event> events = deliveries.stream().map(Delivery::event).toList();
    Event lead =
        events.stream()
            .filter(event -> event.severity().equals(Event.ERROR))
            .findFirst()
            .orElse(first.event());
    var metadata = new TreeMap<>(lead.metadata());
    metadata.put("events", Integer.toString(total));
    return first.with(
        lead.withMetadata(metadata).withMessage(lines(events, total)), first.groupWindow());
  }

  private static String lines(List<Event> events, int total) {
    String lines =
        events.stream()
            .map(
                event ->
                    "%s/%s/%s: %s"
                        .formatted(
                            event.involvedObject().kind(),
                            event.involvedObject().namespace(),
                            event.involvedObject().name(),
                            event.message()))
            .collect(Collectors.joining("\n"));
    int more = total - events.size();
    return more > 0 ? lines + "\nand " + more + " more" : lines;
  }
}
