package dev.millrace.apply.waves;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Desired;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says in the words of Flux what objects ask for by {@code argocd.argoproj.io/sync-options}; what
 * the apply engine does anyway, such as server-side apply, needs no words.
 */
final class SyncOptions {
  private static final String ANNOTATION = "argocd.argoproj.io/sync-options";
  private static final String GROUP = "kustomize.toolkit.fluxcd.io/";

  /** Option → annotation and value. */
  private static final Map<String, Map.Entry<String, String>> WORDS =
      Map.of(
          "Prune=false", Map.entry("prune", "disabled"),
          "Delete=false", Map.entry("prune", "disabled"),
          "Force=true", Map.entry("force", "enabled"),
          "Replace=true", Map.entry("force", "enabled"));

  private SyncOptions() {}

  static Desired translated(Desired desired) {
    KubeObject object = desired.object();
    for (String option : options(object)) {
      Map.Entry<String, String> words = WORDS.get(option);
      if (words != null && !object.annotations().containsKey(GROUP + words.getKey())) {
        object = object.with(words.getValue(), "metadata", "annotations", GROUP + words.getKey());
      }
    }
    return desired.with(object);
  }

  private static Set<String> options(KubeObject object) {
    String list = object.annotations().getOrDefault(ANNOTATION, "");
    return Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }
}
