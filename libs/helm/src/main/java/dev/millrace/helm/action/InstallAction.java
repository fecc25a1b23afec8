package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.NameRule;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseInfo;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.storage.StorageException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs a release as Helm does: definitions, render, check owners, record, hooks, objects, wait,
 * hooks.
 */
public final class InstallAction {
  private final ActionContext context;
  private final Options options;

  /**
   * How to install.
   *
   * @param method how objects are written
   * @param replace whether the name of a failed or uninstalled release may be used again
   * @param takeOwnership whether objects that exist and belong to nobody or others are taken over
   */
  public record Options(
      ActionOptions action,
      ApplyMethod method,
      boolean createNamespace,
      boolean replace,
      boolean takeOwnership) {
    /** Flux's defaults: on the server, taking over what is there. */
    public static Options defaults() {
      return new Options(ActionOptions.defaults(), ApplyMethod.SERVER_SIDE, false, false, true);
    }
  }

  /** Creates the action. */
  public InstallAction(ActionContext context, Options options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Installs.
   *
   * @return the revision, deployed
   * @throws ActionException if it fails; a revision that was recorded by then is recorded as failed
   */
  public Release run(String name, String namespace, ChartSource source) throws ActionException {
    try {
      requireValidName(name);
      Optional<Release> before = requireFreeName(name);
      int version = before.map(Release::version).orElse(0) + 1;
      var identity = new ReleaseIdentity(name, namespace, version, false);
      new CrdInstallation(context.cluster(), options.method())
          .run(source, options.action().timeout());
      RenderedRelease rendered = ReleaseRendering.render(context, source, identity);
      return install(newRelease(identity, source, rendered), before);
    } catch (StorageException e) {
      throw new ActionException(Reason.STORAGE, String.valueOf(e.getMessage()), e);
    } catch (ClusterException e) {
      throw new ActionException(Reason.APPLY, String.valueOf(e.getMessage()), e);
    }
  }

  /** Found out before anything is written: the server would refuse the record only later. */
  private static void requireValidName(String name) throws ActionException {
    if (!NameRule.allows(name)) {
      throw new ActionException(
          Reason.STATE,
          "release name \"%s\": invalid release name, must match regex ^%s$ and the length must not be longer than %d"
              .formatted(name, NameRule.FORM, NameRule.MAX_LENGTH));
    }
  }

  private Optional<Release> requireFreeName(String name) throws StorageException, ActionException {
    Optional<Release> last = context.history().last(name);
    if (last.isEmpty()) {
      return last;
    }
    ReleaseStatus status = last.get().status();
    boolean free = status == ReleaseStatus.UNINSTALLED || status == ReleaseStatus.FAILED;
    if (!options.replace() || !free) {
      throw new ActionException(Reason.STATE, "cannot reuse a name that is still in use");
    }
    return last;
  }

  private Release newRelease(
      ReleaseIdentity identity, ChartSource source, RenderedRelease rendered) {
    Instant now = context.clock().instant();
    return new Release(
        identity.name(),
        identity.namespace(),
        identity.revision(),
        ReleaseInfo.started(now, now, ReleaseStatus.PENDING_INSTALL, "Initial install underway")
            .withNotes(rendered.notes()),
        rendered.chart(),
        source.values(),
        rendered.manifest(),
        rendered.hooks(),
        options.method(),
        source.labels());
  }

  private Release install(Release release, Optional<Release> before)
      throws ActionException, ClusterException, StorageException {
    if (options.createNamespace()) {
      createNamespace(release.namespace());
    }
    var objects = new ReleaseObjects(context.cluster(), release.name(), release.namespace());
    List<ManifestObject> wanted = objects.read(release.manifest());
    List<ManifestObject> existing = objects.existing(wanted, options.takeOwnership(), "install");
    if (before.isPresent()) {
      context
          .history()
          .update(before.get().with(ReleaseStatus.SUPERSEDED, "superseded by new release"));
    }
    context.history().create(release, options.action().maxHistory());
    return new RevisionRun(context, options.action(), release)
        .run(
            new RevisionRun.Steps(
                HookEvent.PRE_INSTALL,
                HookEvent.POST_INSTALL,
                () -> write(existing, wanted),
                () ->
                    objects.await(wanted, options.action().waitFor(), options.action().timeout())),
            new RevisionRun.Words(
                "Release \"%s\" failed: ".formatted(release.name()),
                "failed pre-install: ",
                "failed post-install: ",
                options.action().descriptionOr("Install complete")));
  }

  private void write(List<ManifestObject> existing, List<ManifestObject> wanted)
      throws ClusterException {
    var manner = new ObjectUpdate.Manner(false, false, true);
    new ObjectUpdate(context.cluster(), options.method(), manner).run(existing, wanted);
  }

  private void createNamespace(String name) throws ClusterException {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("labels", new LinkedHashMap<>(Map.of("name", name)));
    Map<String, Object> namespace = new LinkedHashMap<>();
    namespace.put("apiVersion", "v1");
    namespace.put("kind", "Namespace");
    namespace.put("metadata", metadata);
    if (context.cluster().get(ObjectRef.of(namespace)).isEmpty()) {
      context.cluster().create(namespace);
    }
  }
}
