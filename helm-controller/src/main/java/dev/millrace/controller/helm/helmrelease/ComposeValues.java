package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.VALUES_ERROR;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.controller.helm.values.ComposedValues;
import dev.millrace.controller.helm.values.ValuesComposition;
import dev.millrace.controller.helm.values.ValuesFailure;
import dev.millrace.controller.helm.values.ValuesReference;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Joins the values of a release; references lead only into its own namespace (SECURITY-CASES 45).
 */
public final class ComposeValues {
  private final KubernetesClient client;
  private final SecretReader secrets;

  /** Reads ConfigMaps and Secrets as the controller, as Flux does. */
  public ComposeValues(KubernetesClient client, SecretReader secrets) {
    this.client = client;
    this.secrets = secrets;
  }

  /** The values; ends the run when a reference can't be used. */
  ComposedValues of(HelmRelease object) {
    String namespace = object.getMetadata().getNamespace();
    Object inline = Objects.requireNonNullElse(object.spec().values(), Map.of());
    Map<String, Object> table = ValueTrees.asTable(inline);
    if (table == null) {
      throw new ReconcileFailure(
          VALUES_ERROR, "spec.values must be a table of names and values, not a list or a text");
    }
    try {
      return ValuesComposition.compose(
          table, references(object), namespace, (kind, name) -> data(namespace, kind, name));
    } catch (ValuesFailure e) {
      throw new ReconcileFailure(VALUES_ERROR, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<ValuesReference> references(HelmRelease object) {
    return object.spec().valuesFrom().stream()
        .map(
            from ->
                new ValuesReference(
                    from.kind(),
                    from.name(),
                    from.valuesKey(),
                    Objects.requireNonNullElse(from.targetPath(), ""),
                    from.literal(),
                    from.optional()))
        .toList();
  }

  private Optional<Map<String, String>> data(String namespace, String kind, String name) {
    return kind.equals("Secret")
        ? secrets.find(namespace, name).map(SecretValues::texts)
        : Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get())
            .map(ComposeValues::data);
  }

  private static Map<String, String> data(ConfigMap map) {
    return Objects.requireNonNullElse(map.getData(), Map.of());
  }
}
