package dev.millrace.controller.notification.channel;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventId;
import dev.millrace.controller.notification.event.EventJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/** Events as CloudEvents: the form in which they take the channels. */
final class Envelope {
  private static final String TYPE = "io.fluxcd.toolkit.event.v1beta1";

  private Envelope() {}

  /** An event in its envelope, as JSON that a broker can keep; repeats have the same id. */
  static byte[] of(Event event) {
    return format().serialize(cloudEvent(event));
  }

  private static CloudEvent cloudEvent(Event event) {
    String subject =
        "%s/%s/%s"
            .formatted(
                event.involvedObject().kind(),
                event.involvedObject().namespace(),
                event.involvedObject().name());
    return CloudEventBuilder.v1()
        .withId(EventId.of(event))
        .withType(TYPE)
        .withSource(URI.create("/controllers/" + part(event.reportingController())))
        .withSubject(subject)
        .withTime(event.time().atOffset(ZoneOffset.UTC))
        .withDataContentType("application/json")
        .withData(BytesCloudEventData.wrap(EventJson.bytes(event)))
        .build();
  }

  /**
   * The event in an envelope.
   *
   * @throws IllegalArgumentException when there is none in it
   */
  static Event open(byte[] json) {
    CloudEvent envelope = read(json);
    if (envelope.getData() == null) {
      throw new IllegalArgumentException("the CloudEvent has no data");
    }
    return EventJson.read(envelope.getData().toBytes())
        .orElseThrow(() -> new IllegalArgumentException("the CloudEvent holds no event"));
  }

  private static CloudEvent read(byte[] json) {
    try {
      return format().deserialize(json);
    } catch (EventDeserializationException e) {
      throw new IllegalArgumentException("a message of the channel is no CloudEvent", e);
    }
  }

  private static JsonFormat format() {
    return new JsonFormat();
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
