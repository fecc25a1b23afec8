package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.INVENTORY_BUILD_FAILED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.NAMESPACE_CHECK_SKIPPED;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.InventoryEntry;
import dev.millrace.api.meta.ResourceInventory;
import dev.millrace.controller.helm.cluster.ApplyRefs;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ClusterException;
import dev.millrace.helm.action.CrdPolicy;
import dev.millrace.helm.action.KindScopes;
import dev.millrace.helm.action.ManifestObject;
import dev.millrace.helm.action.ManifestObjects;
import dev.millrace.helm.action.ObjectRef;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.DependencyProcessing;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.runtime.event.Notice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the objects of a release for the status, as {@code flux tree} reads them (FLUX.md 4.1). */
final class TakeInventory {
  private static final String DEFINITION = "CustomResourceDefinition";

  /**
   * What was found.
   *
   * @param inventory what the status says from now on; null where nothing was known before, and
   *     nothing is now
   * @param notices what could not be found out, which fails nothing
   */
  record Taken(@Nullable ResourceInventory inventory, List<Notice> notices) {
    /** Copies the list. */
    Taken {
      notices = List.copyOf(notices);
    }

    /** The result of a step with the inventory and what is to be told of it. */
    StepResult in(StepResult result) {
      return result
          .changing(status -> status.toBuilder().inventory(inventory).build())
          .telling(notices);
    }
  }

  private final Attempt attempt;
  private final Set<String> unknownKinds = new LinkedHashSet<>();

  private TakeInventory(Attempt attempt) {
    this.attempt = attempt;
  }

  /** The objects of the newest revision, or those that were known where they can't be told. */
  static Taken of(Attempt attempt) {
    Optional<Release> newest = attempt.newest();
    return newest.isEmpty()
        ? new Taken(null, List.of())
        : new TakeInventory(attempt).of(newest.get());
  }

  private Taken of(Release release) {
    try {
      ResourceInventory inventory = inventory(release);
      return new Taken(inventory, notices());
    } catch (ActionException | ClusterException | ValuesException e) {
      List<Notice> notices = new ArrayList<>(notices());
      notices.add(failure(e));
      return new Taken(attempt.status().inventory(), notices);
    }
  }

  private ResourceInventory inventory(Release release)
      throws ActionException, ClusterException, ValuesException {
    Set<InventoryEntry> entries = new LinkedHashSet<>();
    var objects = new ManifestObjects(scopes(), release.namespace());
    objects.read(release.manifest()).forEach(object -> entries.add(entry(object.ref())));
    if (installsDefinitions(attempt)) {
      Chart chart = attempt.wanted().source().chart();
      addDefinitions(entries, DependencyProcessing.process(chart, release.config()), objects);
    }
    return new ResourceInventory(List.copyOf(entries));
  }

  /** Objects of a kind that is gone stay in the list, without the namespace they may be in. */
  private KindScopes scopes() {
    return (apiVersion, kind) -> {
      try {
        return attempt.session().cluster().isNamespaced(apiVersion, kind);
      } catch (ClusterException e) {
        unknownKinds.add(
            "failed to determine if %s is namespace scoped, skipping namespace: %s"
                .formatted(kind, e.getMessage()));
        return false;
      }
    };
  }

  private List<Notice> notices() {
    return unknownKinds.isEmpty()
        ? List.of()
        : List.of(Notice.error(NAMESPACE_CHECK_SKIPPED.text(), String.join("; ", unknownKinds)));
  }

  private Notice failure(Exception problem) {
    HelmRelease object = attempt.wanted().object();
    String why = attempt.session().secrets().scrub(String.valueOf(problem.getMessage()));
    return Notice.error(
        INVENTORY_BUILD_FAILED.text(),
        "failed to build inventory for %s/%s: %s"
            .formatted(object.getMetadata().getNamespace(), object.getMetadata().getName(), why));
  }

  private static boolean installsDefinitions(Attempt attempt) {
    return new ActionSettings(attempt.wanted().spec()).installCrds() != CrdPolicy.SKIP;
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
