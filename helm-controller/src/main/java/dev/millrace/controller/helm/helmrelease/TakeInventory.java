package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.meta.InventoryEntry;
import dev.millrace.api.meta.ResourceInventory;
import dev.millrace.controller.helm.cluster.ApplyRefs;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ClusterException;
import dev.millrace.helm.action.CrdPolicy;
import dev.millrace.helm.action.ManifestObject;
import dev.millrace.helm.action.ManifestObjects;
import dev.millrace.helm.action.ObjectRef;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.DependencyProcessing;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.values.ValuesException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the objects of a release for the status, as {@code flux tree} reads them (FLUX.md 4.1). */
public final class TakeInventory {
  private static final Logger LOG = LoggerFactory.getLogger(TakeInventory.class);
  private static final String DEFINITION = "CustomResourceDefinition";

  /** The objects of the newest revision; null when they can't be told, which fails nothing. */
  @Nullable ResourceInventory of(Attempt attempt) {
    Optional<Release> newest = attempt.newest();
    return newest.isEmpty() ? null : of(newest.get(), attempt);
  }

  private static @Nullable ResourceInventory of(Release release, Attempt attempt) {
    try {
      Set<InventoryEntry> entries = new LinkedHashSet<>();
      var objects = new ManifestObjects(attempt.session().cluster(), release.namespace());
      objects.read(release.manifest()).forEach(object -> entries.add(entry(object.ref())));
      if (installsDefinitions(attempt)) {
        Chart chart = attempt.wanted().source().chart();
        addDefinitions(entries, DependencyProcessing.process(chart, release.config()), objects);
      }
      return new ResourceInventory(List.copyOf(entries));
    } catch (ActionException | ClusterException | ValuesException e) {
      LOG.warn("the inventory of the release can't be taken: {}", e.getMessage());
      return attempt.status().inventory();
    }
  }

  private static boolean installsDefinitions(Attempt attempt) {
    return new ActionSettings(attempt.wanted().spec(), false).installCrds() != CrdPolicy.SKIP;
  }

  private static void addDefinitions(
      Set<InventoryEntry> entries, Chart chart, ManifestObjects objects)
      throws ActionException, ClusterException {
    for (Chart.CrdFile file : chart.crds()) {
      for (ManifestObject object : objects.read(file.file().text())) {
        if (DEFINITION.equals(object.ref().kind())) {
          entries.add(entry(object.ref()));
        }
      }
    }
  }

  private static InventoryEntry entry(ObjectRef ref) {
    return new InventoryEntry(
        ApplyRefs.of(ref).id(), ref.apiVersion().substring(ref.apiVersion().indexOf('/') + 1));
  }
}
