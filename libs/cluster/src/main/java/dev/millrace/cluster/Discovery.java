package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import dev.millrace.runtime.schedule.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds an API server has and where. Asked for one group and version at a time, as whoever
 * needs it first, for all who need it meanwhile, and kept: the answer is the same for everybody. A
 * kind that is missing is asked for again, because other programs make kinds, too, but not more
 * often than once a second; only one whose definition was just written is waited for, because the
 * server says that a definition is established a little before it shows the kind.
 */
final class Discovery {

  /** How long after its definition changed the server may take to show a kind. */
  static final Duration SETTLING_TIME = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_EAGER_LOOKS = Duration.ofMillis(100);
  private static final int MAX_EXPECTED = 1_000;

  private final SteadyClock clock;
  private final Pause pause;
  private final Map<String, Known> apis = new ConcurrentHashMap<>();
  private final Map<NewKind, Instant> expected = new ConcurrentHashMap<>();
  private final SharedQuestions<String, Known> questions = new SharedQuestions<>();

  Discovery(SteadyClock clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /** How to let time pass. */
  @FunctionalInterface
  interface Pause {

    /** Returns after the time. */
    void of(Duration time) throws InterruptedException;
  }

  /**
   * One kind.
   *
   * @param plural its name in paths
   * @param namespaced whether its objects live in namespaces
   */
  record Resource(String plural, boolean namespaced) {}

  /** Asks the server which kinds a group and version has. */
  @FunctionalInterface
  interface Listing {

    /**
     * An {@code APIResourceList}.
     *
     * @throws ApiFailure with status 404 if there is no such version
     */
    Map<String, @Nullable Object> of(String apiVersion);
  }

  private record Known(Map<String, Resource> byKind, Instant at) {}

  private record NewKind(String apiVersion, String kind) {}

  /**
   * Finds a kind; waits for one that is expected.
   *
   * @throws ApiFailure if the server does not have it or does not answer
   */
  Resource find(String apiVersion, String kind, Listing listing) {
    NewKind key = new NewKind(apiVersion, kind);
    while (true) {
      try {
        Resource resource = look(apiVersion, kind, listing);
        expected.remove(key);
        return resource;
      } catch (ApiFailure failure) {
        if (!failure.isUnknownKind() || !isExpected(key)) {
          throw failure;
        }
        waitForChange(failure);
      }
    }
  }

  private boolean isExpected(NewKind key) {
    Instant until = expected.get(key);
    return until != null && clock.instant().isBefore(until);
  }

  private void waitForChange(ApiFailure failure) {
    try {
      pause.of(BETWEEN_EAGER_LOOKS);
      lookAgain();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private Resource look(String apiVersion, String kind, Listing listing) {
    Known known =
        kept(apiVersion, kind)
            .orElseGet(
                () -> questions.ask(apiVersion, () -> load(apiVersion, kind, listing), _ -> true));
    return Optional.ofNullable(known.byKind().get(kind))
        .orElseThrow(() -> ApiFailure.unknownKind(apiVersion, kind));
  }

  /** What is known of a version, unless it lacks the kind and may have changed since. */
  private Optional<Known> kept(String apiVersion, String kind) {
    return Optional.ofNullable(apis.get(apiVersion))
        .filter(known -> known.byKind().containsKey(kind) || !isOld(known));
  }

  private boolean isOld(Known known) {
    Duration age = Duration.between(known.at(), clock.instant());
    return age.compareTo(BETWEEN_LOOKS) > 0;
  }

  /**
   * Forgets what was missing, and expects the kinds of a definition that was just written.
   *
   * @param definition a CustomResourceDefinition
   */
  void expectKindsOf(KubeObject definition) {
    lookAgain();
    Instant now = clock.instant();
    expected.values().removeIf(now::isAfter);
    String group = Tree.string(definition.tree(), "spec", "group");
    String kind = Tree.string(definition.tree(), "spec", "names", "kind");
    for (Object version : Tree.list(definition.tree(), "spec", "versions")) {
      boolean served = Boolean.TRUE.equals(Tree.get(version, "served"));
      if (served && expected.size() < MAX_EXPECTED) {
        String apiVersion = group + "/" + Tree.string(version, "name");
        expected.put(new NewKind(apiVersion, kind), now.plus(SETTLING_TIME));
      }
    }
  }

  private void lookAgain() {
    apis.values().removeIf(known -> known.byKind().isEmpty());
    apis.replaceAll((_, known) -> new Known(known.byKind(), Instant.MIN));
  }

  /** Somebody else may just have asked. */
  private Known load(String apiVersion, String kind, Listing listing) {
    return kept(apiVersion, kind)
        .orElseGet(
            () -> {
              Known known = new Known(listed(apiVersion, listing), clock.instant());
              apis.put(apiVersion, known);
              return known;
            });
  }

  private static Map<String, Resource> listed(String apiVersion, Listing listing) {
    try {
      return resources(listing.of(apiVersion));
    } catch (ApiFailure failure) {
      if (failure.isNotFound()) {
        return Map.of();
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
