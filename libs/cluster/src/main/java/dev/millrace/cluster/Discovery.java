package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.object.Tree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds an API server has and where. Asked for one group and version at a time, as whoever
 * needs it first, and kept: the answer is the same for everybody. A kind that is missing is asked
 * for again, but not more often than once a second.
 */
final class Discovery {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Clock clock;
  private final Map<String, Known> apis = new ConcurrentHashMap<>();

  Discovery(Clock clock) {
    this.clock = clock;
  }

  /**
   * One kind.
   *
   * @param plural its name in paths
   * @param namespaced whether its objects live in namespaces
   */
  record Resource(String plural, boolean namespaced) {}

  private record Known(Map<String, Resource> byKind, Instant at) {}

  /**
   * Finds a kind.
   *
   * @throws ApiFailure if the server does not have it or does not answer
   */
  Resource find(String apiVersion, String kind, Transport transport) {
    Known known = apis.get(apiVersion);
    Resource resource = known == null ? null : known.byKind().get(kind);
    if (resource != null) {
      return resource;
    }
    boolean old = known == null || known.at().plus(BETWEEN_LOOKS).isBefore(clock.instant());
    if (old) {
      known = load(apiVersion, transport);
      apis.put(apiVersion, known);
    }
    return Optional.ofNullable(known)
        .map(loaded -> loaded.byKind().get(kind))
        .orElseThrow(() -> ApiFailure.unknownKind(apiVersion, kind));
  }

  /** Forgets what was missing, because a definition was just applied. */
  void expectNewKinds() {
    apis.values().removeIf(known -> known.byKind().isEmpty());
    apis.replaceAll((_, known) -> new Known(known.byKind(), Instant.MIN));
  }

  private Known load(String apiVersion, Transport transport) {
    try {
      return new Known(
          resources(transport.send("GET", RequestPath.ofApi(apiVersion), null)), clock.instant());
    } catch (ApiFailure failure) {
      if (failure.isNotFound()) {
        return new Known(Map.of(), clock.instant());
      }
      throw failure;
    }
  }

  private static Map<String, Resource> resources(Map<String, @Nullable Object> list) {
    Map<String, Resource> byKind = new HashMap<>();
    for (Object entry : Tree.list(list, "resources")) {
      String plural = Tree.string(entry, "name");
      boolean isSubresource = plural.indexOf('/') >= 0;
      if (!isSubresource) {
        boolean namespaced = Boolean.TRUE.equals(Tree.get(entry, "namespaced"));
        byKind.putIfAbsent(Tree.string(entry, "kind"), new Resource(plural, namespaced));
      }
    }
    return Map.copyOf(byKind);
  }
}
