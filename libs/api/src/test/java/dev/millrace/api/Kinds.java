package dev.millrace.api;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.api.notification.Receiver;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.OCIRepository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** The fifteen kinds, for tests that hold for each of them. */
final class Kinds {

  static final List<Class<? extends HasMetadata>> ALL =
      List.of(
          Alert.class,
          ArtifactGenerator.class,
          Bucket.class,
          ExternalArtifact.class,
          GitRepository.class,
          HelmChart.class,
          HelmRelease.class,
          HelmRepository.class,
          ImagePolicy.class,
          ImageRepository.class,
          ImageUpdateAutomation.class,
          Kustomization.class,
          OCIRepository.class,
          Provider.class,
          Receiver.class);

  private Kinds() {}

  /** The serialization of the cluster client, which knows the kinds as a client's does. */
  static KubernetesSerialization serialization() {
    var serialization = new KubernetesSerialization();
    ALL.forEach(serialization::registerKubernetesResource);
    return serialization;
  }

  /** Reads an object of the kind from its spec and status, given as YAML or JSON fields. */
  static <T extends HasMetadata> T read(Class<T> kind, String fields) {
    String header =
        "apiVersion: %s\nkind: %s\n"
            .formatted(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind));
    return kind.cast(serialization().unmarshal(header + fields, kind));
  }

  /** The kind with an identifier such as {@code source.toolkit.fluxcd.io/v1 Bucket}. */
  static Class<? extends HasMetadata> named(String apiVersionAndKind) {
    return ALL.stream()
        .filter(kind -> nameOf(kind).equals(apiVersionAndKind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no Java type for " + apiVersionAndKind));
  }

  static String nameOf(Class<? extends HasMetadata> kind) {
    return HasMetadata.getApiVersion(kind) + " " + HasMetadata.getKind(kind);
  }
}
