package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all sources of an application.
 *
 * @param name of the object that is made
 * @param releaseName what Helm calls it, unless it says so itself
 * @param place where it goes
 * @param destination where it deploys
 * @param sync how it is synced
 * @param ignored rules for fields that are left to others
 * @param repositories the addresses that sources have names for
 * @param labels of the application
 * @param historyLimit how many revisions are kept, if it says so
 */
record Wanted(
    String name,
    String releaseName,
    Place place,
    Destination destination,
    SyncSettings sync,
    List<Map<String, @Nullable Object>> ignored,
    Map<String, String> repositories,
    Map<String, String> labels,
    Optional<Long> historyLimit) {

  /** The same under another name. */
  Wanted named(String other) {
    return new Wanted(
        other, releaseName, place, destination, sync, ignored, repositories, labels, historyLimit);
  }

  /** An object with what Kustomizations and HelmReleases have in common. */
  Manifest manifest(String apiVersion, String kind) {
    Manifest manifest = Manifest.of(apiVersion, kind, place.namespace(), name).labels(labels);
    if (kind.equals("Kustomization")) {
      manifest.annotations(Map.of("millrace.dev/argocd-annotations", "enabled"));
    }
    return manifest
        .spec("suspend", sync.suspend() ? true : null)
        .spec("serviceAccountName", place.serviceAccount())
        .spec("kubeConfig", destination.kubeConfig());
  }
}
