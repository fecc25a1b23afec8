package dev.millrace.controller.notification.channel;

import dev.millrace.controller.notification.dispatch.EventIntake;
import dev.millrace.controller.notification.dispatch.EventMatching;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.outbox.Outbox;
import dev.millrace.controller.notification.template.Rendering;
import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages of the way of an event. In memory a message is acknowledged when the stage after it is
 * done, so the sender of an event gets its 202 when the outbox has written it down. With a broker
 * between the first two the sender gets it when the broker has the event, and the broker keeps it
 * until the outbox has.
 */
@Singleton
public final class EventChannels implements EventIntake.Acceptance {
  /** Events as they were posted, on their way to the loop or the broker. */
  static final String ACCEPTED = "accepted";

  /** The same events, coming out of it. */
  static final String RECEIVED = "received";

  /** Events with those who should hear of them. */
  static final String MATCHED = "matched";

  /** The same in the words of their Alerts. */
  static final String RENDERED = "rendered";

  private static final Logger LOG = LoggerFactory.getLogger(EventChannels.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int WAITING = 10_000;

  private final MutinyEmitter<byte[]> accepted;
  private final EventMatching matching;
  private final Rendering rendering;
  private final Outbox outbox;
  private final FullOutbox full;

  @Inject
  EventChannels(
      @Channel(ACCEPTED) @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = WAITING)
          MutinyEmitter<byte[]> accepted,
      @ConfigProperty(name = "mp.messaging.incoming." + RECEIVED + ".connector") String connector,
      EventMatching matching,
      Rendering rendering,
      Outbox outbox) {
    this.accepted = accepted;
    this.matching = matching;
    this.rendering = rendering;
    this.outbox = outbox;
    this.full = connector.equals(LoopConnector.NAME) ? FullOutbox.REFUSES : FullOutbox.WAITS;
  }

  /** Who should hear of an event. */
  record Matched(List<Delivery> deliveries) {}

  @Override
  public boolean take(Event event) {
    try {
      accepted.send(Envelope.of(event)).await().atMost(PATIENCE);
      return true;
    } catch (RuntimeException e) {
      LogLine.with(LogKey.ERROR, e)
          .log(LOG::warn, "an event was not accepted; its sender is asked to repeat it");
      return false;
    }
  }

  /** received → matched; what a broker holds that is no event is dropped, or it would come back. */
  @Incoming(RECEIVED)
  @Outgoing(MATCHED)
  @Blocking
  Matched match(byte[] envelope) {
    Event event;
    try {
      event = Envelope.open(envelope);
    } catch (IllegalArgumentException e) {
      LogLine.with(LogKey.ERROR, e.getMessage()).log(LOG::error, "a message was dropped");
      return new Matched(List.of());
    }
    return new Matched(matching.deliveries(event));
  }

  /** matched → rendered. */
  @Incoming(MATCHED)
  @Outgoing(RENDERED)
  Matched render(Matched matched) {
    return new Matched(matched.deliveries().stream().map(rendering::render).toList());
  }

  /** rendered → the outbox. */
  @Incoming(RENDERED)
  void accept(Matched matched) throws InterruptedException {
    full.put(outbox, matched.deliveries());
  }
}
