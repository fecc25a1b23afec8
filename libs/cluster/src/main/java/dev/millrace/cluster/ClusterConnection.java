package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.schedule.SteadyClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * An API server as the apply engine sees it, over the HTTP client of fabric8. Make one for a server
 * and derive the others with {@link #as}: they share connections and what is known of kinds.
 */
public final class ClusterConnection implements Cluster {
  private static final int MAX_LISTED = 10_000;
  private static final List<WatchTarget> KIND_MAKERS =
      List.of(
          WatchTarget.labelled("apiextensions.k8s.io/v1", "CustomResourceDefinition", ""),
          WatchTarget.labelled("apiregistration.k8s.io/v1", "APIService", ""));

  private final Transport transport;
  private final ObjectPaths paths;
  private final KnownServer server;
  private final RandomGenerator random;
  private final FieldCheck fields;
  private final Runnable beforeKindsAreAsked;

  private ClusterConnection(
      Transport transport,
      ObjectPaths paths,
      KnownServer server,
      RandomGenerator random,
      FieldCheck fields,
      Runnable beforeKindsAreAsked) {
    this.transport = transport;
    this.paths = paths;
    this.server = server;
    this.random = random;
    this.fields = fields;
    this.beforeKindsAreAsked = beforeKindsAreAsked;
  }

  /**
   * Makes a connection that acts as the client does; the client stays the caller's to close.
   *
   * @param userAgent what the audit log names, such as {@code kustomize-controller/1.0}
   * @param random spreads the times at which watches are taken up anew
   */
  public static ClusterConnection over(
      KubernetesClient client,
      String userAgent,
      ConnectionLimits limits,
      SteadyClock clock,
      RandomGenerator random) {
    RequestTurns turns = new RequestTurns(limits.requestsAtOnce(), System::nanoTime);
    return over(client, userAgent, limits, turns, clock, random);
  }

  /**
   * Makes a connection, as above, whose requests take turns with others to the same server.
   *
   * @param turns shared by all who ask that server
   */
  public static ClusterConnection over(
      KubernetesClient client,
      String userAgent,
      ConnectionLimits limits,
      RequestTurns turns,
      SteadyClock clock,
      RandomGenerator random) {
    Transport transport = new Transport(client, Identity.own(), userAgent, limits, turns);
    return new ClusterConnection(
        transport,
        new ObjectPaths(new Discovery(clock, Thread::sleep), transport),
        new KnownServer(clock),
        random,
        FieldCheck.IGNORE,
        () -> {});
  }

  /** The same server as somebody else. */
  public ClusterConnection as(Identity identity) {
    Transport other = transport.as(identity);
    return new ClusterConnection(
        other, paths.askedOver(other), server, random, fields, beforeKindsAreAsked);
  }

  /** As whom requests are made. */
  public Identity identity() {
    return transport.identity();
  }

  /** The same server as the same identity, with another opinion about unknown fields. */
  public ClusterConnection checking(FieldCheck check) {
    return new ClusterConnection(transport, paths, server, random, check, beforeKindsAreAsked);
  }

  /** The same connection, which begins to follow kinds when somebody asks for them. */
  ClusterConnection following(FollowedOnDemand kinds) {
    return new ClusterConnection(transport, paths, server, random, fields, kinds::begin);
  }

  @Override
  public boolean isNamespaced(String apiVersion, String kind) {
    return paths.isNamespaced(apiVersion, kind);
  }

  @Override
  public Optional<KubeObject> get(String apiVersion, ObjectRef ref) {
    try {
      return Optional.of(KubeObject.of(transport.send("GET", paths.of(apiVersion, ref), null)));
    } catch (ApiFailure failure) {
      if (failure.isNotFound()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  @Override
  public KubeObject apply(KubeObject object, ApplyMode mode) {
    RequestPath path = written(paths.of(object.apiVersion(), object.ref()), mode.fieldManager());
    if (mode.force()) {
      path.query("force", "true");
    }
    if (mode.dryRun()) {
      path.query("dryRun", "All");
    }
    KubeObject sent = mode.onlyNew() ? ofNoVersion(object) : object;
    Transport.Payload payload =
        new Transport.Payload("application/apply-patch+yaml", Json.write(sent.tree()));
    KubeObject result = KubeObject.of(transport.send("PATCH", path, payload));
    if (!mode.dryRun()) {
      expectNewKinds(object);
    }
    return result;
  }

  /**
   * The object under a version that none has: the server compares versions only with objects that
   * exist, so that it makes this one or reports a conflict.
   */
  private static KubeObject ofNoVersion(KubeObject object) {
    return object.with("1", "metadata", "resourceVersion");
  }

  @Override
  public KubeObject patch(
      String apiVersion, ObjectRef ref, List<PatchOperation> operations, String fieldManager) {
    RequestPath path = paths.of(apiVersion, ref).query("fieldManager", fieldManager);
    String content = Json.write(operations.stream().map(PatchOperation::toTree).toList());
    Transport.Payload payload = new Transport.Payload("application/json-patch+json", content);
    return KubeObject.of(transport.send("PATCH", path, payload));
  }

  /**
   * Creates an object.
   *
   * @throws ApiFailure if it is there already or is refused
   */
  public KubeObject create(KubeObject object, String fieldManager) {
    ObjectRef ref = object.ref();
    RequestPath path = paths.ofAll(object.apiVersion(), ref.kind(), ref.namespace());
    KubeObject created =
        KubeObject.of(transport.send("POST", written(path, fieldManager), json(object)));
    expectNewKinds(object);
    return created;
  }

  /**
   * Puts an object in the place of the one that is there.
   *
   * @throws ApiFailure if there is none, it has another resource version than the object names, or
   *     the change is refused
   */
  public KubeObject replace(KubeObject object, String fieldManager) {
    RequestPath path = paths.of(object.apiVersion(), object.ref());
    KubeObject replaced =
        KubeObject.of(transport.send("PUT", written(path, fieldManager), json(object)));
    expectNewKinds(object);
    return replaced;
  }

  /** Changes an object by a JSON merge patch and returns it as it is then. */
  public KubeObject mergePatch(
      String apiVersion, ObjectRef ref, Map<String, ?> patch, String fieldManager) {
    RequestPath path = written(paths.of(apiVersion, ref), fieldManager);
    Transport.Payload payload =
        new Transport.Payload("application/merge-patch+json", Json.write(patch));
    return KubeObject.of(transport.send("PATCH", path, payload));
  }

  /**
   * Reads all objects of a kind.
   *
   * @param target which; its resource version does not count
   * @throws ApiFailure if the server refuses, or there are more than {@value #MAX_LISTED}
   */
  public List<KubeObject> list(WatchTarget target) {
    return PagedList.read(target, transport, () -> paths.of(target), MAX_LISTED).objects();
  }

  /**
   * The last lines of the log of a pod.
   *
   * @param container which of its containers; empty for the only one
   */
  public String log(String namespace, String pod, String container, int lines) {
    RequestPath path =
        paths
            .of("v1", new ObjectRef("", "Pod", namespace, pod))
            .segment("log")
            .query("tailLines", Integer.toString(lines));
    return transport.text(container.isEmpty() ? path : path.query("container", container));
  }

  /**
   * What the server says of itself, as this identity: read anew each time, unless {@link
   * #followKinds} knows that nothing changed.
   */
  public ServerInfo serverInfo() {
    beforeKindsAreAsked.run();
    return server.as(transport.identity(), () -> ServerInfo.read(transport));
  }

  /**
   * Watches what the kinds of the server are made by, so that {@link #serverInfo} need not ask each
   * time; for this connection and all that are derived from the same one.
   */
  public Subscription followKinds() {
    return followKinds(_ -> {});
  }

  /**
   * Watches as above.
   *
   * @param onFailure hears of what breaks a watch
   */
  Subscription followKinds(Consumer<ApiFailure> onFailure) {
    List<Subscription> watches =
        KIND_MAKERS.stream().map(target -> followKind(target, onFailure)).toList();
    return () -> watches.forEach(Subscription::close);
  }

  private Subscription followKind(WatchTarget target, Consumer<ApiFailure> onFailure) {
    WatchListener follower = server.follower(onFailure);
    Subscription watch =
        ListWatch.startForChanges(target, follower, transport, random, () -> paths.of(target));
    return () -> {
      watch.close();
      server.leave(follower);
    };
  }

  @Override
  public void delete(String apiVersion, ObjectRef ref, DeleteMode mode) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("apiVersion", "v1");
    options.put("kind", "DeleteOptions");
    options.put("propagationPolicy", mode.propagation().label());
    Map<String, Object> preconditions = new LinkedHashMap<>();
    putUnlessEmpty(preconditions, "uid", mode.uid());
    putUnlessEmpty(preconditions, "resourceVersion", mode.resourceVersion());
    if (!preconditions.isEmpty()) {
      options.put("preconditions", preconditions);
    }
    Transport.Payload payload = new Transport.Payload("application/json", Json.write(options));
    try {
      transport.send("DELETE", paths.of(apiVersion, ref), payload);
    } catch (ApiFailure failure) {
      if (!failure.isNotFound()) {
        throw failure;
      }
    }
  }

  private static void putUnlessEmpty(Map<String, Object> map, String key, String value) {
    if (!value.isEmpty()) {
      map.put(key, value);
    }
  }

  @Override
  public Subscription watch(WatchTarget target, WatchListener listener) {
    return ListWatch.start(target, listener, transport, random, () -> paths.of(target));
  }

  private RequestPath written(RequestPath path, String fieldManager) {
    return fields.in(path.query("fieldManager", fieldManager));
  }

  private void expectNewKinds(KubeObject written) {
    if (paths.expectKindsOf(written)) {
      server.expectChange();
    }
  }

  private static Transport.Payload json(KubeObject object) {
    return new Transport.Payload("application/json", Json.write(object.tree()));
  }
}
