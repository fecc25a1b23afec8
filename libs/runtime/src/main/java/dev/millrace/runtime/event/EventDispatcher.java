package dev.millrace.runtime.event;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sends what reconcilers tell to the cluster and, when it has an address, to the notification
 * service.
 */
public final class EventDispatcher implements EventRecorder, AutoCloseable {
  private static final int CAPACITY = 2048;
  private static final int PARALLEL_POSTS = 4;

  private final List<EventQueue> queues;
  private final Clock clock;
  private final String controller;
  private final String instance;

  private EventDispatcher(
      List<EventQueue> queues, Clock clock, String controller, String instance) {
    this.queues = queues;
    this.clock = clock;
    this.controller = controller;
    this.instance = instance;
  }

  /**
   * Starts a dispatcher.
   *
   * @param address of the notification service ({@code --events-addr}); empty for none
   * @param patience how long news of progress may wait in order to be stored in the cluster
   *     together with what follows it: most runs are over by then, and cost one request for all
   *     that they tell; the notification service gets everything at once, one by one
   * @param controller the name of this controller
   * @param instance the name of this process, usually the host name
   */
  public static EventDispatcher start(
      KubernetesClient client,
      HttpClient http,
      Optional<URI> address,
      Duration patience,
      Clock clock,
      String controller,
      String instance) {
    Stream<EventQueue> cluster =
        Stream.of(
            new EventQueue("events-cluster", CAPACITY, 1, patience, new ClusterEvents(client)));
    Stream<EventQueue> post =
        address.stream()
            .map(
                uri ->
                    new EventPost(
                        uri, http, client.getKubernetesSerialization(), EventDispatcher::sleep))
            .map(
                sink ->
                    new EventQueue("events-post", CAPACITY, PARALLEL_POSTS, Duration.ZERO, sink));
    return new EventDispatcher(Stream.concat(cluster, post).toList(), clock, controller, instance);
  }

  @Override
  public void record(EventSubject subject, Notice notice) {
    EventMessage message = EventMessage.of(subject, notice, clock.instant(), controller, instance);
    queues.forEach(queue -> queue.offer(message));
  }

  @Override
  public void close() {
    queues.forEach(EventQueue::close);
  }

  private static void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }
}
