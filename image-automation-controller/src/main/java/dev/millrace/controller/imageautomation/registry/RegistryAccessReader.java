package dev.millrace.controller.imageautomation.registry;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageRepositorySpec;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.oci.DockerConfig;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads how a registry is reached: credentials, certificates, timeout (FLUX.md 1.14, 6.1). */
public final class RegistryAccessReader {
  private static final String DOCKER_CONFIG = ".dockerconfigjson";

  private final KubernetesClient client;

  /** Reads Secrets and ServiceAccounts with the client. */
  public RegistryAccessReader(KubernetesClient client) {
    this.client = client;
  }

  RegistryAccess of(ImageRepository repository, ImageReference image) {
    ImageRepositorySpec spec = repository.spec();
    RegistryAccess access =
        RegistryAccess.anonymous().withInsecure(spec.insecure()).withTimeout(timeout(spec));
    for (String name : pullSecrets(repository)) {
      var found = dockerConfig(repository.getMetadata().getNamespace(), name).credentialsFor(image);
      if (found.isPresent()) {
        return access.withCredentials(found.get());
      }
    }
    return access;
  }

  private static Duration timeout(ImageRepositorySpec spec) {
    GoDuration own = spec.timeout();
    return own == null ? spec.interval().asDuration() : own.asDuration();
  }

  private List<String> pullSecrets(ImageRepository repository) {
    List<String> names = new ArrayList<>();
    LocalObjectReference secret = repository.spec().secretRef();
    if (secret != null) {
      names.add(secret.name());
    }
    String account = repository.spec().serviceAccountName();
    if (account != null && !account.isEmpty()) {
      names.addAll(pullSecretsOf(repository.getMetadata().getNamespace(), account));
    }
    return names;
  }

  private List<String> pullSecretsOf(String namespace, String name) {
    ServiceAccount account = client.serviceAccounts().inNamespace(namespace).withName(name).get();
    if (account == null) {
      throw new ReconcileFailure(
          RegistryReason.AUTHENTICATION_FAILED,
          "ServiceAccount '%s/%s' not found".formatted(namespace, name));
    }
    return Objects.requireNonNullElse(
            account.getImagePullSecrets(),
            List.<io.fabric8.kubernetes.api.model.LocalObjectReference>of())
        .stream()
        .map(io.fabric8.kubernetes.api.model.LocalObjectReference::getName)
        .toList();
  }

  private DockerConfig dockerConfig(String namespace, String name) {
    SecretValues secret =
        new ClusterSecrets(client)
            .find(namespace, name)
            .orElseThrow(() -> failed(namespace, name, "not found"));
    Sensitive<String> config =
        secret
            .text(DOCKER_CONFIG)
            .orElseThrow(() -> failed(namespace, name, "has no key '" + DOCKER_CONFIG + "'"));
    try {
      return DockerConfig.parse(config.reveal());
    } catch (IOException | IllegalArgumentException e) {
      throw failed(namespace, name, "has no valid Docker configuration");
    }
  }

  private static ReconcileFailure failed(String namespace, String name, String what) {
    return new ReconcileFailure(
        RegistryReason.AUTHENTICATION_FAILED, "Secret '%s/%s' %s".formatted(namespace, name, what));
  }
}
