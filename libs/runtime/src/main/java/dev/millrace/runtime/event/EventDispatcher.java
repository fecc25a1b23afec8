package dev.millrace.runtime.event;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends what reconcilers tell to the cluster and, when it has an address, to the notification
 * service.
 */
public final class EventDispatcher implements EventRecorder, AutoCloseable {
  private static final int CAPACITY = 2048;
  private static final int PARALLEL_POSTS = 4;

  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(1);

  private final EventQueue cluster;
  private final Optional<EventQueue> post;
  private final Outstanding outstanding;
  private final Clock clock;
  private final String controller;
  private final String instance;

  private EventDispatcher(
      EventQueue cluster,
      Optional<EventQueue> post,
      Outstanding outstanding,
      Clock clock,
      String controller,
      String instance) {
    this.cluster = cluster;
    this.post = post;
    this.outstanding = outstanding;
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
    Outstanding outstanding = new Outstanding();
    EventQueue cluster =
        new EventQueue("events-cluster", CAPACITY, 1, patience, new ClusterEvents(client));
    Optional<EventQueue> post =
        address
            .map(
                uri ->
                    new EventPost(
                        uri,
                        http,
                        client.getKubernetesSerialization(),
                        EventDispatcher::sleep,
                        outstanding))
            .map(
                sink ->
                    new EventQueue("events-post", CAPACITY, PARALLEL_POSTS, Duration.ZERO, sink));
    return new EventDispatcher(cluster, post, outstanding, clock, controller, instance);
  }

  @Override
  public void record(EventSubject subject, Notice notice) {
    EventMessage message = EventMessage.of(subject, notice, clock.instant(), controller, instance);
    if (message.isStored()) {
      cluster.offer(message);
    }
    post.ifPresent(queue -> offer(queue, message));
  }

  private void offer(EventQueue queue, EventMessage message) {
    outstanding.add(message.subject());
    if (!queue.offer(message)) {
      outstanding.settle(message.subject());
    }
  }

  @Override
  public void awaitTaken(EventSubject subject) {
    try {
      outstanding.await(subject, TAKEN_WITHIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    cluster.close();
    post.ifPresent(EventQueue::close);
  }

  private static void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }
}
