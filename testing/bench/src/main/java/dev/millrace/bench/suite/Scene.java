package dev.millrace.bench.suite;

import dev.millrace.bench.process.Arrivals;
import dev.millrace.bench.process.Phase;
import dev.millrace.bench.process.Stage;
import dev.millrace.bench.state.EndState;
import dev.millrace.bench.state.FleetReader;
import dev.millrace.bench.state.Normalisation;
import dev.millrace.harness.live.LiveCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Where a workload is done: the stage of one arm, and what outlives a phase. */
public final class Scene implements AutoCloseable {
  private static final int WRITERS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final Stage stage;
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<String, String> notes = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Deque<AutoCloseable> servers = new ArrayDeque<>();
  private final AtomicInteger requests = new AtomicInteger();

  Scene(Stage stage) {
    this.stage = stage;
  }

  /** Work for one object of many. */
  @FunctionalInterface
  public interface Each {
    void accept(int number) throws Exception;
  }

  /** The controllers, which can be stopped and started. */
  public Stage stage() {
    return stage;
  }

  /** The API server, as its administrator sees it. */
  public LiveCluster cluster() {
    return stage.cluster();
  }

  /** The administrator's client. */
  public KubernetesClient client() {
    return stage.cluster().client();
  }

  /** Makes a namespace, which has the same name in every arm. */
  public String namespace(String name) {
    client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  /** Closes something at the end, the last one first. */
  public <T extends AutoCloseable> T using(T server) {
    servers.push(server);
    return server;
  }

  /** Says what stands for a value that can't be the same in two runs. */
  public void alias(String value, String standsFor) {
    aliases.put(value, standsFor);
  }

  /** Adds a figure that is printed with the costs of this phase. */
  public void note(String what, String value) {
    notes.put(what, value);
  }

  /** As {@link #note}, unless that was noted in this phase before. */
  public void noteOnce(String what, String value) {
    notes.putIfAbsent(what, value);
  }

  /** A value for {@code reconcile.fluxcd.io/requestedAt} that was not used before. */
  public String newRequest() {
    return "request-" + requests.incrementAndGet();
  }

  /** Asks for a run of an object. */
  public void request(
      Class<? extends HasMetadata> kind, String namespace, String name, String token) {
    merge(
        kind,
        namespace,
        name,
        """
        {"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":"%s"}}}
        """
            .formatted(token));
  }

  /** Changes an object by a merge patch. */
  public void merge(Class<? extends HasMetadata> kind, String namespace, String name, String json) {
    client().resources(kind).inNamespace(namespace).withName(name).patch(MERGE, json);
  }

  /** Deletes all objects of a kind in a namespace and waits until they are gone. */
  public void remove(Class<? extends HasMetadata> kind, String namespace) throws Exception {
    var objects = client().resources(kind).inNamespace(namespace);
    List<String> names =
        objects.list().getItems().stream().map(each -> each.getMetadata().getName()).toList();
    forEach(names.size(), number -> objects.withName(names.get(number)).delete());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!objects.list().getItems().isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "objects %s in %s are not gone after %s"
                .formatted(kind.getSimpleName(), namespace, PATIENCE));
      }
      Thread.sleep(200);
    }
  }

  /** Does something for each number from 0 on, several at a time; fails if one of them does. */
  public void forEach(int count, Each work) throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      var running =
          IntStream.range(0, count)
              .<Future<?>>mapToObj(
                  number ->
                      writers.submit(
                          () -> {
                            work.accept(number);
                            return true;
                          }))
              .toList();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Does something and waits until so many objects of a kind in a namespace are as wanted. */
  public <R extends HasMetadata> void until(
      Class<R> kind, String namespace, int count, Predicate<R> wanted, Phase.Work change)
      throws Exception {
    Arrivals<R> arrivals = new Arrivals<>(count, wanted);
    try (SharedIndexInformer<R> _ =
        client().resources(kind).inNamespace(namespace).inform(arrivals)) {
      change.run();
      arrivals.await();
    }
  }

  EndState endState() {
    return new FleetReader(client()).read(new Normalisation(aliases));
  }

  Map<String, String> takeNotes() {
    Map<String, String> taken = new LinkedHashMap<>(notes);
    notes.clear();
    return taken;
  }

  @Override
  public void close() throws Exception {
    stage.close();
    for (AutoCloseable each : servers) {
      each.close();
    }
  }
}
