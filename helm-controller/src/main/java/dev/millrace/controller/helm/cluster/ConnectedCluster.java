package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.Parking;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.FieldCheck;
import dev.millrace.cluster.waiting.CancelledWait;
import dev.millrace.helm.action.ClusterException;
import dev.millrace.helm.action.ManifestObject;
import dev.millrace.helm.action.ObjectRef;
import dev.millrace.helm.action.ReleaseCluster;
import dev.millrace.helm.action.UnknownKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * What Helm's actions do to a real cluster, as the identity of one HelmRelease. Belongs to one run.
 */
final class ConnectedCluster implements ReleaseCluster {
  private static final String DEFINITION = "CustomResourceDefinition";

  private final ClusterConnection cluster;
  private final String manager;
  private final OwnerLabels origin;
  private final ReadinessWait readiness;
  private final Parking parking;
  private final KnownSecrets secrets;
  private final Map<dev.millrace.apply.object.ObjectRef, KubeObject> latest;

  /**
   * @param manager the field manager
   * @param origin goes on definitions, which no post renderer sees
   * @param secrets what is kept out of messages
   */
  ConnectedCluster(
      ClusterConnection cluster,
      String manager,
      OwnerLabels origin,
      ReadinessWait readiness,
      Parking parking,
      KnownSecrets secrets) {
    this(cluster, manager, origin, readiness, parking, secrets, new LinkedHashMap<>());
  }

  private ConnectedCluster(
      ClusterConnection cluster,
      String manager,
      OwnerLabels origin,
      ReadinessWait readiness,
      Parking parking,
      KnownSecrets secrets,
      Map<dev.millrace.apply.object.ObjectRef, KubeObject> latest) {
    this.cluster = cluster;
    this.manager = manager;
    this.origin = origin;
    this.readiness = readiness;
    this.parking = parking;
    this.secrets = secrets;
    this.latest = latest;
  }

  /** The same, with another opinion about fields that kinds do not have. */
  ConnectedCluster checking(FieldCheck fields) {
    return new ConnectedCluster(
        cluster.checking(fields), manager, origin, readiness, parking, secrets, latest);
  }

  /** What ended a wait before its time; empty if nothing did. */
  Optional<CancelledWait> cancelledBy() {
    return readiness.cancelledBy();
  }

  @Override
  public boolean isNamespaced(String apiVersion, String kind) throws ClusterException {
    try {
      return cluster.isNamespaced(apiVersion, kind);
    } catch (ApiFailure failure) {
      String why = String.valueOf(failure.getMessage());
      throw failure.isUnknownKind()
          ? new UnknownKind(why, failure)
          : new ClusterException(why, failure);
    }
  }

  @Override
  public Optional<String> otherVersionOf(String apiVersion, String kind) throws ClusterException {
    try {
      return versionWith(kind, groupOf(apiVersion), cluster.serverInfo().apiVersions());
    } catch (ApiFailure failure) {
      throw new ClusterException(
          "failed to find the versions of %s: %s".formatted(kind, failure.getMessage()), failure);
    }
  }

  private static Optional<String> versionWith(String kind, String group, List<String> served) {
    return served.stream()
        .filter(each -> each.endsWith("/" + kind))
        .map(each -> each.substring(0, each.length() - kind.length() - 1))
        .filter(version -> groupOf(version).equals(group))
        .findFirst();
  }

  private static String groupOf(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  @Override
  public Optional<Map<String, Object>> get(ObjectRef ref) throws ClusterException {
    KubeObject named = KubeObject.named(ref.apiVersion(), ApplyRefs.of(ref));
    return asking("get", named, () -> cluster.get(ref.apiVersion(), ApplyRefs.of(ref)))
        .map(HelmTrees::of);
  }

  @Override
  public void create(Map<String, Object> object) throws ClusterException {
    KubeObject wanted = withOrigin(object);
    keep(asking("create", wanted, () -> cluster.create(wanted, manager)));
  }

  @Override
  public void apply(Map<String, Object> object) throws ClusterException {
    KubeObject wanted = withOrigin(object);
    keep(asking("apply", wanted, () -> cluster.apply(wanted, ApplyMode.forced(manager))));
  }

  @Override
  public void takeOverFields(ObjectRef ref) throws ClusterException {
    KubeObject named = KubeObject.named(ref.apiVersion(), ApplyRefs.of(ref));
    asking(
        "take over the fields of",
        named,
        () -> {
          FieldTakeOver.ofOwn(manager).in(cluster, named);
          return named;
        });
  }

  @Override
  public void patch(ObjectRef ref, Map<String, Object> mergePatch) throws ClusterException {
    Map<String, Object> shown = new LinkedHashMap<>(mergePatch);
    shown.put("apiVersion", ref.apiVersion());
    shown.put("kind", ref.kind());
    keep(
        asking(
            "patch",
            ref.toString(),
            KubeObject.of(shown),
            () -> cluster.mergePatch(ref.apiVersion(), ApplyRefs.of(ref), mergePatch, manager)));
  }

  @Override
  public void replace(Map<String, Object> object) throws ClusterException {
    KubeObject wanted = withOrigin(object);
    keep(
        asking(
            "replace",
            wanted,
            () -> {
              String version =
                  cluster
                      .get(wanted.apiVersion(), wanted.ref())
                      .map(KubeObject::resourceVersion)
                      .orElse("");
              return cluster.replace(
                  version.isEmpty() ? wanted : wanted.with(version, "metadata", "resourceVersion"),
                  manager);
            }));
  }

  @Override
  public boolean delete(ObjectRef ref, Propagation propagation) throws ClusterException {
    KubeObject named = KubeObject.named(ref.apiVersion(), ApplyRefs.of(ref));
    return asking(
        "delete",
        named,
        () -> {
          Optional<KubeObject> live = cluster.get(ref.apiVersion(), named.ref());
          live.ifPresent(
              found ->
                  cluster.delete(
                      ref.apiVersion(),
                      named.ref(),
                      new DeleteMode(mode(propagation), found.uid())));
          latest.remove(named.ref());
          return live.isPresent();
        });
  }

  @Override
  public void awaitReady(List<ManifestObject> objects, boolean jobs, Duration timeout)
      throws ClusterException {
    List<KubeObject> awaited = objects.stream().map(this::latest).toList();
    refuseProblem(() -> readiness.ofRelease(awaited, jobs, timeout));
  }

  private KubeObject latest(ManifestObject object) {
    KubeObject written = latest.get(ApplyRefs.of(object.ref()));
    return written == null ? readiness.essence(KubeObject.of(object.tree())) : written;
  }

  @Override
  public void awaitHook(Map<String, Object> object, Duration timeout) throws ClusterException {
    KubeObject hook = KubeObject.of(object);
    refuseProblem(() -> readiness.ofHook(latest.getOrDefault(hook.ref(), hook), timeout));
  }

  @Override
  public void awaitDeleted(List<ObjectRef> refs, Duration timeout) throws ClusterException {
    refuseProblem(() -> parking.park(() -> whatIsLeft(refs, timeout)));
  }

  private Optional<String> whatIsLeft(List<ObjectRef> refs, Duration timeout)
      throws InterruptedException {
    try (DeletionWait wait = new DeletionWait()) {
      refs.forEach(ref -> wait.add(cluster, ref.apiVersion(), ApplyRefs.of(ref)));
      List<dev.millrace.apply.object.ObjectRef> left = wait.await(timeout);
      return left.isEmpty()
          ? Optional.empty()
          : Optional.of("timed out waiting for the deletion of " + left);
    }
  }

  /** Does what may take long; what it returns is a problem. */
  private static void refuseProblem(Callable<Optional<String>> wait) throws ClusterException {
    Optional<String> problem;
    try {
      problem = wait.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("the wait was interrupted: the controller stops", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    if (problem.isPresent()) {
      throw new ClusterException(problem.get());
    }
  }

  private KubeObject withOrigin(Map<String, Object> object) {
    KubeObject wanted = KubeObject.of(object);
    return wanted.kind().equals(DEFINITION) ? origin.addTo(wanted) : wanted;
  }

  private void keep(KubeObject written) {
    latest.put(written.ref(), readiness.essence(written));
  }

  private static DeleteMode.Propagation mode(Propagation propagation) {
    return switch (propagation) {
      case BACKGROUND -> DeleteMode.Propagation.BACKGROUND;
      case FOREGROUND -> DeleteMode.Propagation.FOREGROUND;
      case ORPHAN -> DeleteMode.Propagation.ORPHAN;
    };
  }

  private <T> T asking(String verb, KubeObject object, Supplier<T> request)
      throws ClusterException {
    return asking(verb, object.toString(), object, request);
  }

  private <T> T asking(String verb, String name, KubeObject object, Supplier<T> request)
      throws ClusterException {
    try {
      return request.get();
    } catch (ApiFailure failure) {
      String why = SecretMask.of(object).scrub(String.valueOf(failure.getMessage()), object);
      throw new ClusterException(
          "failed to %s %s: %s".formatted(verb, name, secrets.scrub(why)), failure);
    }
  }
}
