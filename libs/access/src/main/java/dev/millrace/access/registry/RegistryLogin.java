package dev.millrace.access.registry;

import dev.millrace.access.cloud.CloudAccess;
import dev.millrace.access.cloud.CloudRegistries;
import dev.millrace.access.token.TokenException;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.oci.DockerConfig;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryCredentials;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.PullSecrets;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the credentials and certificates for a registry (FLUX.md 1.14). */
public final class RegistryLogin {
  private static final String DOCKER_CONFIG = ".dockerconfigjson";

  private final SecretReader secrets;
  private final PullSecrets pullSecrets;
  private final CloudRegistries clouds;
  private final Reason authentication;

  /**
   * What an object says about its registry.
   *
   * @param provider whose identity logs in: generic for none, aws, azure or gcp
   * @param serviceAccount whose pull secrets count too, or which acts in the cloud; null for none
   */
  public record Wish(
      String namespace,
      String provider,
      @Nullable LocalObjectReference secret,
      @Nullable String serviceAccount,
      @Nullable LocalObjectReference certificates,
      @Nullable LocalObjectReference proxy,
      Protection protection,
      Duration timeout) {
    private static final String GENERIC = "generic";

    boolean wantsCloud() {
      return !provider.equals(GENERIC);
    }
  }

  /**
   * A login by the Secrets of a cluster.
   *
   * @param authentication the reason of failures
   */
  public RegistryLogin(SecretReader secrets, PullSecrets pullSecrets, Reason authentication) {
    this(secrets, pullSecrets, new CloudRegistries(CloudAccess.none()), authentication);
  }

  private RegistryLogin(
      SecretReader secrets,
      PullSecrets pullSecrets,
      CloudRegistries clouds,
      Reason authentication) {
    this.secrets = secrets;
    this.pullSecrets = pullSecrets;
    this.clouds = clouds;
    this.authentication = authentication;
  }

  /** The same with identities of clouds. */
  public RegistryLogin withClouds(CloudRegistries other) {
    return new RegistryLogin(secrets, pullSecrets, other, authentication);
  }

  /** How the registry of an image is reached. */
  public RegistryAccess access(ImageReference image, Wish wish) {
    RegistryAccess access =
        RegistryAccess.anonymous().withProtection(wish.protection()).withTimeout(wish.timeout());
    if (wish.certificates() != null) {
      access =
          access.withTls(read(wish, wish.certificates(), "TLS authentication").tls(authentication));
    }
    if (wish.proxy() != null) {
      access = access.withProxy(read(wish, wish.proxy(), "proxy").proxy(authentication));
    }
    if (wish.wantsCloud() && wish.secret() == null) {
      return access.withCredentials(ofCloud(image, wish, access));
    }
    return credentials(image, wish).map(access::withCredentials).orElse(access);
  }

  /** A Secret that is named counts more than the identity. */
  private RegistryCredentials ofCloud(ImageReference image, Wish wish, RegistryAccess access) {
    try {
      CloudAccess.Actor actor =
          clouds.access().actor(wish.namespace(), wish.serviceAccount(), access.proxy());
      return clouds.login(wish.provider(), image.registry(), actor);
    } catch (TokenException e) {
      throw new ReconcileFailure(
          authentication,
          "failed to log in with provider '%s': %s".formatted(wish.provider(), e.getMessage()),
          e);
    }
  }

  private Optional<RegistryCredentials> credentials(ImageReference image, Wish wish) {
    List<SecretValues> candidates = new ArrayList<>();
    if (wish.secret() != null) {
      candidates.add(read(wish, wish.secret(), "authentication"));
    }
    if (wish.serviceAccount() != null) {
      pullSecretsOf(wish.namespace(), wish.serviceAccount())
          .forEach(name -> candidates.add(read(wish, new LocalObjectReference(name), "pull")));
    }
    return candidates.stream().flatMap(secret -> credentials(image, secret).stream()).findFirst();
  }

  private Optional<RegistryCredentials> credentials(ImageReference image, SecretValues secret) {
    Optional<Sensitive<String>> config = secret.text(DOCKER_CONFIG);
    return config.isPresent()
        ? fromDockerConfig(image, secret.source(), config.get())
        : fromLogin(secret);
  }

  private Optional<RegistryCredentials> fromDockerConfig(
      ImageReference image, String source, Sensitive<String> config) {
    try {
      return DockerConfig.parse(config.reveal()).credentialsFor(image);
    } catch (IOException e) {
      throw new ReconcileFailure(
          authentication, "failed to read secret '%s': %s".formatted(source, e.getMessage()), e);
    }
  }

  /** HelmRepository objects may name a Secret with a plain user name and password. */
  private Optional<RegistryCredentials> fromLogin(SecretValues secret) {
    Optional<Sensitive<String>> user = secret.text("username");
    Optional<Sensitive<String>> password = secret.text("password");
    if (user.isEmpty() || password.isEmpty()) {
      throw new ReconcileFailure(
          authentication,
          "secret '%s' has neither %s nor username and password"
              .formatted(secret.source(), DOCKER_CONFIG));
    }
    return Optional.of(new RegistryCredentials.Basic(user.get().reveal(), password.get()));
  }

  private SecretValues read(Wish wish, LocalObjectReference reference, String purpose) {
    return SecretValues.required(
        secrets, wish.namespace(), reference.name(), purpose, authentication);
  }

  private List<String> pullSecretsOf(String namespace, String serviceAccount) {
    return pullSecrets
        .of(namespace, serviceAccount)
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    authentication,
                    "service account '%s/%s' does not exist".formatted(namespace, serviceAccount)));
  }
}
