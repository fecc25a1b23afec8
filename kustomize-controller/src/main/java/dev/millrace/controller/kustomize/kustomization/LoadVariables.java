package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.BUILD_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.PostBuild;
import dev.millrace.api.kustomize.SubstituteReference;
import dev.millrace.envsubst.resource.PostBuildSubstitution;
import dev.millrace.envsubst.resource.SubstitutionVariables;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretValues;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects the variables of {@code spec.postBuild} (FLUX.md 3.4). */
public final class LoadVariables {
  private static final String ALWAYS = "Always";
  private static final String SECRET = "Secret";

  private final KubernetesClient client;
  private final boolean strict;

  /**
   * Reads ConfigMaps and Secrets of the Kustomization's own namespace.
   *
   * @param strict whether variables without value are errors ({@code StrictPostBuildSubstitutions})
   */
  public LoadVariables(KubernetesClient client, boolean strict) {
    this.client = client;
    this.strict = strict;
  }

  /** What replaces the variables; ends the run when a source of them is missing. */
  Variables of(Kustomization object) {
    PostBuild postBuild = object.spec().postBuild();
    if (postBuild == null) {
      return Variables.NONE;
    }
    SubstitutionVariables variables = new SubstitutionVariables();
    Set<String> fromSecrets = new HashSet<>();
    for (SubstituteReference reference : postBuild.substituteFrom()) {
      Map<String, String> loaded = load(object.getMetadata().getNamespace(), reference);
      variables.add(loaded);
      if (reference.kind().equals(SECRET)) {
        fromSecrets.addAll(loaded.keySet());
      } else {
        fromSecrets.removeAll(loaded.keySet());
      }
    }
    variables.add(postBuild.substitute());
    fromSecrets.removeAll(postBuild.substitute().keySet());
    boolean always = postBuild.substituteStrategy().equals(ALWAYS);
    return Variables.of(
        new PostBuildSubstitution(variables, new PostBuildSubstitution.Options(strict, always)),
        variables.values(),
        secrets(variables.values(), fromSecrets));
  }

  private static Set<String> secrets(Map<String, String> values, Set<String> names) {
    return names.stream()
        .map(values::get)
        .filter(Objects::nonNull)
        .filter(value -> !value.isBlank())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Map<String, String> load(String namespace, SubstituteReference reference) {
    Optional<Map<String, String>> found =
        switch (reference.kind()) {
          case "ConfigMap" -> configMap(namespace, reference.name());
          case SECRET -> secret(namespace, reference.name());
          default ->
              throw new ReconcileFailure(
                  BUILD_FAILED,
                  "post build failed: substituteFrom names a '%s'; use ConfigMap or Secret"
                      .formatted(reference.kind()));
        };
    if (found.isEmpty() && !reference.optional()) {
      throw new ReconcileFailure(
          BUILD_FAILED,
          "post build failed: substitute from '%s/%s' error: it does not exist in namespace '%s'"
              .formatted(reference.kind(), reference.name(), namespace));
    }
    return found.orElse(Map.of());
  }

  private Optional<Map<String, String>> configMap(String namespace, String name) {
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
    return Optional.ofNullable(map)
        .map(found -> Objects.requireNonNullElse(found.getData(), Map.<String, String>of()));
  }

  private Optional<Map<String, String>> secret(String namespace, String name) {
    return new ClusterSecrets(client).find(namespace, name).map(SecretValues::texts);
  }
}
