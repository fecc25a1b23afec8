package dev.millrace.helm.action;

import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.storage.ReleaseHistory;
import java.time.InstantSource;

/**
 * What actions work with.
 *
 * @param cluster where objects go
 * @param history where revisions are recorded
 * @param rendering how charts are rendered: capabilities, lookup, bounds
 */
public record ActionContext(
    ReleaseCluster cluster,
    ReleaseHistory history,
    ChartRenderer renderer,
    RenderOptions rendering,
    InstantSource clock) {

  /** The same, noting in a journal what is done on the cluster. */
  public ActionContext journaled(ActionJournal journal) {
    return new ActionContext(
        new JournaledCluster(cluster, journal), history, renderer, rendering, clock);
  }
}
