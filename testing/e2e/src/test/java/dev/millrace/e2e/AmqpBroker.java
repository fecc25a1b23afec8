package dev.millrace.e2e;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A broker for AMQP 1.0 in this process, with one queue. */
final class AmqpBroker implements AutoCloseable {
  private final EmbeddedActiveMQ server;
  private final String queue;

  private AmqpBroker(EmbeddedActiveMQ server, String queue) {
    this.server = server;
    this.queue = queue;
  }

  static AmqpBroker start(int port, String queue, Path folder) throws Exception {
    Configuration configuration =
        new ConfigurationImpl().setPersistenceEnabled(false).setSecurityEnabled(false);
    configuration.setBrokerInstance(folder.toFile());
    configuration.addAcceptorConfiguration(
        "amqp", "tcp://127.0.0.1:%d?protocols=AMQP".formatted(port));
    configuration.addQueueConfiguration(
        QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
    EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
    server.start();
    return new AmqpBroker(server, queue);
  }

  /** How many messages the queue was given so far. */
  long messagesAdded() {
    return found().getMessagesAdded();
  }

  /** How many messages the queue gave away for good. */
  long messagesAcknowledged() {
    return found().getMessagesAcknowledged();
  }

  private Queue found() {
    return server.getActiveMQServer().locateQueue(SimpleString.of(queue));
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
