package dev.millrace.helm.action;

import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookPhase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes what is done on a cluster before it is done. */
final class JournaledCluster implements ReleaseCluster {
  private final ReleaseCluster cluster;
  private final ActionJournal journal;

  JournaledCluster(ReleaseCluster cluster, ActionJournal journal) {
    this.cluster = cluster;
    this.journal = journal;
  }

  @Override
  public boolean isNamespaced(String apiVersion, String kind) throws ClusterException {
    return cluster.isNamespaced(apiVersion, kind);
  }

  @Override
  public Optional<String> otherVersionOf(String apiVersion, String kind) throws ClusterException {
    return cluster.otherVersionOf(apiVersion, kind);
  }

  @Override
  public Optional<Map<String, Object>> get(ObjectRef ref) throws ClusterException {
    return cluster.get(ref);
  }

  @Override
  public void create(Map<String, Object> object) throws ClusterException {
    note("creating resource", ObjectRef.of(object));
    cluster.create(object);
  }

  @Override
  public void apply(Map<String, Object> object) throws ClusterException {
    note("applying resource on the server", ObjectRef.of(object));
    cluster.apply(object);
  }

  @Override
  public void takeOverFields(ObjectRef ref) throws ClusterException {
    cluster.takeOverFields(ref);
  }

  @Override
  public void patch(ObjectRef ref, Map<String, Object> mergePatch) throws ClusterException {
    note("patching resource", ref);
    cluster.patch(ref, mergePatch);
  }

  @Override
  public void replace(Map<String, Object> object) throws ClusterException {
    note("replacing resource", ObjectRef.of(object));
    cluster.replace(object);
  }

  @Override
  public boolean delete(ObjectRef ref, Propagation propagation) throws ClusterException {
    note("deleting resource", ref);
    return cluster.delete(ref, propagation);
  }

  @Override
  public void awaitReady(List<ManifestObject> objects, boolean jobs, Duration timeout)
      throws ClusterException {
    noteWait("waiting for resources to be ready", objects.size(), timeout);
    cluster.awaitReady(objects, jobs, timeout);
  }

  @Override
  public void awaitDeleted(List<ObjectRef> refs, Duration timeout) throws ClusterException {
    noteWait("waiting for resources to be deleted", refs.size(), timeout);
    cluster.awaitDeleted(refs, timeout);
  }

  @Override
  public void awaitHook(Map<String, Object> object, Duration timeout) throws ClusterException {
    note("waiting for hook", ObjectRef.of(object));
    cluster.awaitHook(object, timeout);
  }

  @Override
  public void showLogs(Hook hook, ObjectRef ref, HookPhase result) {
    cluster.showLogs(hook, ref, result);
  }

  private void note(String what, ObjectRef ref) {
    journal.note(
        what,
        Map.of(
            "gvk",
            ref.apiVersion() + ", Kind=" + ref.kind(),
            "name",
            ref.name(),
            "namespace",
            ref.namespace()));
  }

  private void noteWait(String what, int count, Duration timeout) {
    journal.note(what, Map.of("count", (long) count, "timeout", timeout.toSeconds() + "s"));
  }
}
