package dev.millrace.bench.state;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What two equal runs may differ in, and nothing else: times, what the API server makes up, the
 * names of field managers, addresses of this machine, how an artifact or a release was packed, and
 * objects that the cluster's own controllers made.
 *
 * @param aliases what stands for values that can't be the same in two runs, such as commits
 */
public record Normalisation(Map<String, String> aliases) {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)");
  private static final Pattern DURATION = Pattern.compile(" in ([0-9.]+(h|ms|µs|ns|m|s))+");
  private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d+");
  private static final String FLUX = ".fluxcd.io/";

  /** Kinds that the cluster itself writes. */
  private static final Set<String> FOREIGN_KINDS =
      Set.of("Event", "Endpoints", "EndpointSlice", "Lease", "ControllerRevision");

  /** Kinds whose objects are the consequence of others when they are owned. */
  private static final Set<String> FOREIGN_OWNERS =
      Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob");

  /** What the API server or its clock makes up, wherever it is. */
  private static final Set<String> MADE_UP =
      Set.of("uid", "resourceVersion", "creationTimestamp", "selfLink", "clusterIP", "clusterIPs");

  /** How often and how long, in the status of an object of Flux. */
  private static final Set<String> TIMES =
      Set.of(
          "lastTransitionTime",
          "lastUpdateTime",
          "firstReconciled",
          "lastReconciled",
          "lastReconciledDuration",
          "totalReconciliations",
          "lastHandledReconcileAt",
          "reconcile.fluxcd.io/requestedAt");

  /** How an artifact was packed, which each program does its own way. */
  private static final Set<String> PACKING = Set.of("url", "path", "size", "digest");

  private static final String HELM_STORAGE = "helm.sh/release.v1";

  /** Copies the map. */
  public Normalisation {
    aliases = Map.copyOf(aliases);
  }

  /** Whether an object belongs to a fleet at all. */
  boolean counts(Map<String, @Nullable Object> object) {
    return !FOREIGN_KINDS.contains(object.get("kind"))
        && !isOfEachNamespace(object)
        && owners(object).noneMatch(owner -> FOREIGN_OWNERS.contains(owner.get("kind")));
  }

  /** An object without what may differ. */
  Map<String, @Nullable Object> of(Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> result = new TreeMap<>(object);
    boolean isFlux = String.valueOf(object.get("apiVersion")).contains(FLUX);
    result.put("metadata", metadata(map(object.get("metadata")), isFlux));
    if (isFlux) {
      result.computeIfPresent("status", (_, status) -> status(map(status)));
    } else {
      result.remove("status");
    }
    if (HELM_STORAGE.equals(object.get("type"))) {
      result.remove("data");
    }
    return map(cleaned(result));
  }

  private Map<String, @Nullable Object> metadata(
      Map<String, @Nullable Object> metadata, boolean isFlux) {
    Map<String, @Nullable Object> result = new TreeMap<>(metadata);
    Object fields = result.remove("managedFields");
    if (!isFlux && fields instanceof List<?> list) {
      result.put("managedFields", ownership(list));
    }
    result.computeIfPresent(
        "labels",
        (_, labels) -> {
          Map<String, @Nullable Object> kept = new TreeMap<>(map(labels));
          kept.remove("modifiedAt");
          return kept;
        });
    return result;
  }

  /** Who owns which fields, without the names of the owners, and without the status. */
  private static List<Map<String, @Nullable Object>> ownership(List<?> entries) {
    return entries.stream()
        .map(Normalisation::map)
        .filter(entry -> !"status".equals(entry.get("subresource")))
        .map(
            entry -> {
              Map<String, @Nullable Object> kept = new TreeMap<>();
              kept.put("operation", entry.get("operation"));
              kept.put("fieldsV1", entry.get("fieldsV1"));
              return kept;
            })
        .sorted(Comparator.comparing(String::valueOf))
        .toList();
  }

  private static Map<String, @Nullable Object> status(Map<String, @Nullable Object> status) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(status);
    result.computeIfPresent("artifact", (_, artifact) -> without(map(artifact), PACKING));
    result.computeIfPresent(
        "history",
        (_, history) ->
            ((List<?>) history).stream().map(each -> without(map(each), PACKING)).toList());
    return result;
  }

  private @Nullable Object cleaned(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> tree -> {
        Map<String, @Nullable Object> result = new TreeMap<>();
        tree.forEach(
            (key, child) -> {
              String name = String.valueOf(key);
              if (!MADE_UP.contains(name) && !TIMES.contains(name)) {
                result.put(name, cleaned(child));
              }
            });
        yield result;
      }
      case List<?> list -> list.stream().map(this::cleaned).toList();
      case String text -> cleaned(text);
      case null, default -> value;
    };
  }

  private String cleaned(String text) {
    String result = text;
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      result = result.replace(alias.getKey(), alias.getValue());
    }
    result = TIME.matcher(result).replaceAll("TIME");
    result = DURATION.matcher(result).replaceAll(" in DURATION");
    return ADDRESS.matcher(result).replaceAll("HOST");
  }

  private static boolean isOfEachNamespace(Map<String, @Nullable Object> object) {
    Object name = map(object.get("metadata")).get("name");
    return "kube-root-ca.crt".equals(name)
        || ("ServiceAccount".equals(object.get("kind")) && "default".equals(name));
  }

  private static Stream<Map<String, @Nullable Object>> owners(
      Map<String, @Nullable Object> object) {
    return map(object.get("metadata")).get("ownerReferences") instanceof List<?> owners
        ? owners.stream().map(Normalisation::map)
        : Stream.empty();
  }

  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> tree, Set<String> keys) {
    Map<String, @Nullable Object> result = new TreeMap<>(tree);
    result.keySet().removeAll(keys);
    return result;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }
}
