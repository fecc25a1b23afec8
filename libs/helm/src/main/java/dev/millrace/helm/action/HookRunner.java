package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookDeletePolicy;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.hook.HookExecution;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Runs the hooks of one event: by kind, weight and name; deletes them as their policies say. */
final class HookRunner {
  private static final String CRD = "CustomResourceDefinition";

  private final ActionContext context;
  private final Duration timeout;
  private Release release;

  HookRunner(ActionContext context, Duration timeout, Release release) {
    this.context = context;
    this.timeout = timeout;
    this.release = release;
  }

  /** The release with the results of all runs so far. */
  Release release() {
    return release;
  }

  /**
   * Runs the hooks of an event.
   *
   * @throws ClusterException if one of them fails; {@link #release} knows which
   */
  void run(HookEvent event) throws ClusterException, ActionException, StorageException {
    List<Hook> hooks = new ArrayList<>(release.hooks());
    hooks.removeIf(hook -> !hook.runsAt(event));
    hooks.sort(Comparator.comparingLong(Hook::weight).thenComparing(Hook::name));
    var succeeded = new ArrayList<Hook>();
    for (Hook hook : hooks) {
      delete(hook, HookDeletePolicy.BEFORE_HOOK_CREATION);
      HookExecution run = start(hook, event);
      try {
        await(hook, run);
      } catch (ClusterException e) {
        delete(hook, HookDeletePolicy.HOOK_FAILED);
        for (Hook earlier : succeeded) {
          delete(earlier, HookDeletePolicy.HOOK_SUCCEEDED);
        }
        throw e;
      }
      succeeded.add(hook);
    }
    for (Hook hook : succeeded.reversed()) {
      showLogs(hook, HookPhase.SUCCEEDED);
      delete(hook, HookDeletePolicy.HOOK_SUCCEEDED);
    }
  }

  /** What can't be created is not deleted either: it may be somebody else's. */
  private HookExecution start(Hook hook, HookEvent event)
      throws ClusterException, ActionException, StorageException {
    List<ManifestObject> objects = objects(hook);
    HookExecution run = HookExecution.started(context.clock().instant());
    record(hook.withLastRun(run));
    context.history().update(release);
    try {
      for (ManifestObject object : objects) {
        write(object.tree(), hook, event);
      }
    } catch (ClusterException e) {
      record(hook.withLastRun(run.completed(context.clock().instant(), HookPhase.FAILED)));
      throw new ClusterException(
          "warning: Hook %s %s failed: %s".formatted(event.text(), hook.path(), e.getMessage()), e);
    }
    return run;
  }

  /** Creates an object, or applies it where an earlier run left it and that is the method. */
  private void write(Map<String, Object> object, Hook hook, HookEvent event)
      throws ClusterException {
    boolean mayBeThere = !hook.isDeleted(HookDeletePolicy.BEFORE_HOOK_CREATION);
    if (mayBeThere
        && appliesOnServer(event)
        && context.cluster().get(ObjectRef.of(object)).isPresent()) {
      context.cluster().apply(object);
    } else {
      context.cluster().create(object);
    }
  }

  private boolean appliesOnServer(HookEvent event) {
    return switch (event) {
      case PRE_DELETE, POST_DELETE -> true;
      default -> release.applyMethod() == ApplyMethod.SERVER_SIDE;
    };
  }

  private void await(Hook hook, HookExecution run) throws ClusterException, ActionException {
    try {
      for (ManifestObject object : objects(hook)) {
        context.cluster().awaitHook(object.tree(), timeout);
      }
    } catch (ClusterException e) {
      record(hook.withLastRun(run.completed(context.clock().instant(), HookPhase.FAILED)));
      showLogs(hook, HookPhase.FAILED);
      throw e;
    }
    record(hook.withLastRun(run.completed(context.clock().instant(), HookPhase.SUCCEEDED)));
  }

  private void record(Hook hook) {
    release = release.withHook(hook);
  }

  private void showLogs(Hook hook, HookPhase result) throws ClusterException, ActionException {
    if (hook.logsWanted(result)) {
      for (ManifestObject object : objects(hook)) {
        context.cluster().showLogs(hook, object.ref(), result);
      }
    }
  }

  /** Definitions are never deleted: everything of their kind would go with them. */
  private void delete(Hook hook, HookDeletePolicy when) throws ClusterException, ActionException {
    if (hook.kind().equals(CRD) || !hook.isDeleted(when)) {
      return;
    }
    var refs = new ArrayList<ObjectRef>();
    for (ManifestObject object : objects(hook)) {
      if (context.cluster().delete(object.ref(), Propagation.BACKGROUND)) {
        refs.add(object.ref());
      }
    }
    if (!refs.isEmpty()) {
      context.cluster().awaitDeleted(refs, timeout);
    }
  }

  private List<ManifestObject> objects(Hook hook) throws ActionException, ClusterException {
    List<ManifestObject> objects =
        new ManifestObjects(context.cluster(), release.namespace()).read(hook.manifest());
    if (objects.isEmpty()) {
      throw new ActionException(
          Reason.RENDER, "unable to build kubernetes object for hook " + hook.path());
    }
    return objects;
  }
}
