package dev.millrace.controller.helm.cluster;

import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.FieldCheck;
import dev.millrace.cluster.ServerInfo;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.cluster.waiting.CancelledWait;
import dev.millrace.helm.action.ActionContext;
import dev.millrace.helm.action.ActionJournal;
import dev.millrace.helm.action.Computing;
import dev.millrace.helm.action.ReleaseCluster;
import dev.millrace.helm.render.Capabilities;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.storage.ReleaseHistory;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run's view of its release and its cluster, as one identity. Belongs to one run; records are
 * read once and known from then on.
 */
public final class ReleaseSession implements AutoCloseable {
  private static final KubeVersion UNKNOWN = KubeVersion.parse("v1.33.0").orElseThrow();

  private final TargetCluster target;
  private final ConnectedCluster cluster;
  private final String manager;
  private final ChartRenderer renderer;
  private final Computing computing;
  private final KnownSecrets secrets;
  private final InstantSource clock;
  private final Map<String, ReleaseHistory> histories = new HashMap<>();
  private ActionJournal journal;

  ReleaseSession(
      TargetCluster target,
      ConnectedCluster cluster,
      String manager,
      ChartRenderer renderer,
      Computing computing,
      KnownSecrets secrets,
      InstantSource clock) {
    this.target = target;
    this.cluster = cluster;
    this.manager = manager;
    this.renderer = renderer;
    this.computing = computing;
    this.secrets = secrets;
    this.clock = clock;
    this.journal = new ActionJournal(clock);
  }

  /** What the action that began last did on the cluster. */
  public ActionJournal journal() {
    return journal;
  }

  /** What made a wait of this run pointless, such as another chart; empty if nothing did. */
  public Optional<CancelledWait> cancelledBy() {
    return cluster.cancelledBy();
  }

  /** What came from Secrets into this run. */
  public KnownSecrets secrets() {
    return secrets;
  }

  /** The cluster as actions see it. */
  public ReleaseCluster cluster() {
    return cluster;
  }

  /** The cluster as the apply engine sees it. */
  public ClusterConnection connection() {
    return target.cluster();
  }

  /** The records of releases in a namespace. */
  public ReleaseHistory history(String storageNamespace) {
    return histories.computeIfAbsent(
        storageNamespace,
        namespace ->
            new ReleaseHistory(
                new RememberingStore(new SecretReleaseStore(target.cluster(), namespace, manager)),
                clock));
  }

  /** For actions that render nothing. */
  public ActionContext actions(String storageNamespace) {
    return begun(cluster, storageNamespace, () -> RenderOptions.offline(UNKNOWN));
  }

  /** An action begins: its journal, too. */
  private ActionContext begun(
      ReleaseCluster where, String storageNamespace, Supplier<RenderOptions> options) {
    journal = new ActionJournal(clock);
    return new ActionContext(where, history(storageNamespace), renderer, options, computing, clock)
        .journaled(journal);
  }

  /**
   * What is checked of a release.
   *
   * @param values whether values must fit the chart's schema
   * @param objects whether objects may only have fields that their kinds have
   */
  public record Checks(boolean values, boolean objects) {
    /** Everything is checked. */
    public static final Checks ALL = new Checks(true, true);
  }

  /** For actions that render; asks the cluster what it can when the chart is rendered. */
  public ActionContext rendering(String storageNamespace, Checks checks) {
    FieldCheck fields = checks.objects() ? FieldCheck.STRICT : FieldCheck.IGNORE;
    return begun(cluster.checking(fields), storageNamespace, () -> options(checks));
  }

  private RenderOptions options(Checks checks) {
    ServerInfo server = target.cluster().serverInfo();
    Capabilities capabilities =
        new Capabilities(
            KubeVersion.parse(server.version()).orElse(UNKNOWN),
            server.apiVersions(),
            Capabilities.HELM_VERSION);
    return RenderOptions.of(capabilities, new ClusterLookup(target.cluster(), secrets))
        .withSchemaValidation(checks.values());
  }

  @Override
  public void close() {
    target.close();
  }
}
