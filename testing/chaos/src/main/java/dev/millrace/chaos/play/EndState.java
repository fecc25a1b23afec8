package dev.millrace.chaos.play;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a namespace in the end, without what differs from one run to the next.
 *
 * @param objects kind and name, with what was compared of each
 */
public record EndState(SortedMap<String, Object> objects) {
  private static final Set<Kind> COMPARED =
      Set.of(
          Kind.GIT_REPOSITORY,
          Kind.HELM_CHART,
          Kind.KUSTOMIZATION,
          Kind.HELM_RELEASE,
          Kind.CONFIG_MAP);

  static EndState of(Cluster cluster, String namespace) {
    SortedMap<String, Object> objects = new TreeMap<>();
    for (Kind kind : COMPARED) {
      for (Observed each : cluster.list(kind, namespace)) {
        ObjectMeta metadata = each.object().getMetadata();
        String name = kind.kind() + "/" + metadata.getName().replace(namespace, "NAMESPACE");
        objects.put(name, compared(kind, each));
      }
    }
    objects.put("revisions of the release", revisions(cluster.list(Kind.SECRET, namespace)));
    return new EndState(objects);
  }

  private static Object compared(Kind kind, Observed object) {
    return switch (kind) {
      case CONFIG_MAP -> object.at("data").orElse(Map.of());
      case KUSTOMIZATION -> ready(object) + entries(object, "status.inventory.entries");
      case HELM_RELEASE ->
          ready(object)
              + object.text("status.history.0.chartVersion")
              + object.text("status.history.0.status");
      default -> ready(object) + object.text("status.artifact.size").isEmpty();
    };
  }

  private static String ready(Observed object) {
    Map<?, ?> ready = object.condition("Ready");
    return ready.get("status") + " " + ready.get("reason") + " ";
  }

  private static int entries(Observed object, String path) {
    return object.at(path).orElse(List.of()) instanceof List<?> list ? list.size() : 0;
  }

  /** The states of the revisions in their order; actions that failed may lie between the others. */
  private static List<String> revisions(List<Observed> secrets) {
    return secrets.stream()
        .map(each -> each.object().getMetadata())
        .filter(each -> each.getName().startsWith("sh.helm.release"))
        .sorted(Comparator.comparing(ObjectMeta::getName))
        .map(each -> String.valueOf(each.getLabels().get("status")))
        .filter(status -> !status.equals("failed"))
        .toList();
  }
}
