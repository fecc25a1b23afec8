package dev.millrace.controller.notification.channel;

import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Joins one outgoing channel to one incoming channel in memory: what stands between them unless the
 * configuration names a broker. Messages pass as they are, so the sender's message is acknowledged
 * when the receiver's is.
 */
@ApplicationScoped
@Connector(LoopConnector.NAME)
final class LoopConnector implements InboundConnector, OutboundConnector {
  static final String NAME = "millrace-loop";

  private final Loop loop = new Loop();

  @Override
  public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
    return loop;
  }

  @Override
  public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
    return loop;
  }
}
