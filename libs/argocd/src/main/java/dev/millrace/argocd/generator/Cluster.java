package dev.millrace.argocd.generator;

import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.source.Credentials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that Argo CD deploys to.
 *
 * @param labels those of the Secret that describes it
 */
public record Cluster(
    String name,
    String server,
    String project,
    Map<String, String> labels,
    Map<String, String> annotations) {
  /** The cluster that Argo CD runs in, of which there need not be a Secret. */
  static final Cluster OWN =
      new Cluster("in-cluster", "https://kubernetes.default.svc", "", Map.of(), Map.of());

  /** The cluster that a Secret describes. */
  public static Cluster of(Part secret) {
    Part metadata = secret.part("metadata");
    return new Cluster(
        Credentials.value(secret, "name"),
        Credentials.value(secret, "server"),
        Credentials.value(secret, "project"),
        metadata.strings("labels"),
        metadata.strings("annotations"));
  }

  Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("name", name);
    parameters.put("nameNormalized", PathParameters.normalized(name));
    parameters.put("server", server);
    parameters.put("project", project);
    parameters.put("metadata", Map.of("labels", labels, "annotations", annotations));
    return parameters;
  }

  /** The clusters that a generator without a selector means. */
  static List<Cluster> withOwn(List<Cluster> described) {
    boolean known = described.stream().anyMatch(cluster -> cluster.server().equals(OWN.server()));
    if (known) {
      return described;
    }
    List<Cluster> all = new ArrayList<>(described);
    all.add(OWN);
    return all;
  }
}
