package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.cluster.target.Destination;
import dev.millrace.controller.helm.release.MadeFor;
import dev.millrace.controller.helm.release.ReleaseName;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.release.Release;
import dev.millrace.runtime.reference.ReferenceKey;
import dev.millrace.runtime.watch.ReferenceIndex;
import dev.millrace.runtime.watch.WatchCache;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds HelmReleases that want one and the same release: of one name, with its records in one
 * namespace of one cluster. As in Flux, each of them takes it from the others whenever it runs.
 */
public final class Rivals {
  private static final String HELM_RELEASE = "HelmRelease";
  private static final int MOST_NAMED = 3;

  private final WatchCache cache;
  private volatile @Nullable ReferenceIndex<HelmRelease> index;

  /**
   * Knows nobody before {@link #use}.
   *
   * @param cache shows HelmReleases
   */
  public Rivals(WatchCache cache) {
    this.cache = cache;
  }

  /** Looks into an index of HelmReleases by {@link #claimOf}. */
  void use(ReferenceIndex<HelmRelease> claims) {
    index = claims;
  }

  /** The release that an object wants, wherever its cluster is. */
  static ReferenceKey claimOf(HelmRelease object) {
    ReleaseName name = ReleaseName.of(object);
    return claim(name.storage(), name.name());
  }

  /** Who takes the release of an object from it, for messages; empty if nobody does. */
  Optional<String> namesOf(HelmRelease object) {
    List<String> names =
        others(claimOf(object), object)
            .filter(other -> !other.suspended())
            .map(other -> "'%s'".formatted(nameOf(other)))
            .sorted()
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String named = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMED;
    return Optional.of(more > 0 ? "%s and %d more".formatted(named, more) : named);
  }

  /**
   * Who took a release from an object, by an upgrade or as it was, and still wants it.
   *
   * @param newest its newest revision
   * @param storage the namespace of its records
   * @return the namespace and name of a HelmRelease; empty if it is nobody else's
   */
  Optional<String> holder(Release newest, String storage, HelmRelease object) {
    return others(claim(storage, newest.name()), object)
        .filter(other -> MadeFor.isOn(newest, other) || remembers(other, newest))
        .map(Rivals::nameOf)
        .findFirst();
  }

  private static boolean remembers(HelmRelease object, Release newest) {
    return Snapshots.latest(object.status().history())
        .filter(latest -> Snapshots.isOf(latest, newest))
        .isPresent();
  }

  private Stream<HelmRelease> others(ReferenceKey claim, HelmRelease object) {
    ReferenceIndex<HelmRelease> claims = index;
    if (claims == null) {
      return Stream.empty();
    }
    return claims.referringTo(claim).stream()
        .map(id -> new ReferenceKey(HELM_RELEASE, id.getNamespace().orElse(""), id.getName()))
        .flatMap(key -> cache.find(key, HelmRelease.class).stream())
        .filter(other -> !nameOf(other).equals(nameOf(object)))
        .filter(other -> !other.isMarkedForDeletion())
        .filter(other -> isInSameCluster(other, object));
  }

  /** Whether two kubeconfigs lead to one cluster can't be told. */
  private static boolean isInSameCluster(HelmRelease one, HelmRelease other) {
    Destination first = References.destination(one);
    Destination second = References.destination(other);
    return first.remote().equals(second.remote()) && first.configs().equals(second.configs());
  }

  private static ReferenceKey claim(String storage, String release) {
    return new ReferenceKey("Release", storage, release);
  }

  private static String nameOf(HelmRelease object) {
    return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
  }
}
