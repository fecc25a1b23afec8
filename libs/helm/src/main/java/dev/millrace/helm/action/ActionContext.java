package dev.millrace.helm.action;

import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.storage.ReleaseHistory;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What actions work with.
 *
 * @param cluster where objects go
 * @param history where revisions are recorded
 * @param rendering how charts are rendered: capabilities, lookup, bounds; asked when that begins,
 *     after the definitions of the chart were installed
 * @param computing where they are rendered
 */
public record ActionContext(
    ReleaseCluster cluster,
    ReleaseHistory history,
    ChartRenderer renderer,
    Supplier<RenderOptions> rendering,
    Computing computing,
    InstantSource clock) {

  /** Renders on the thread of the action. */
  public ActionContext(
      ReleaseCluster cluster,
      ReleaseHistory history,
      ChartRenderer renderer,
      RenderOptions rendering,
      InstantSource clock) {
    this(cluster, history, renderer, () -> rendering, Computing.IN_PLACE, clock);
  }

  /** The same, noting in a journal what is done on the cluster. */
  public ActionContext journaled(ActionJournal journal) {
    return new ActionContext(
        new JournaledCluster(cluster, journal), history, renderer, rendering, computing, clock);
  }
}
