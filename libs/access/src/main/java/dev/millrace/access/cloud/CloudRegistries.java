package dev.millrace.access.cloud;

import dev.millrace.access.cloud.CloudAccess.Actor;
import dev.millrace.access.token.Token;
import dev.millrace.access.token.TokenException;
import dev.millrace.oci.RegistryCredentials;
import java.util.List;

/**
 * Logs in to the registries of clouds ({@code spec.provider}: aws, azure or gcp). A token is only
 * ever given for registries of the cloud that it is of.
 */
public final class CloudRegistries {
  private final CloudAccess access;
  private final List<CloudRegistry> clouds;

  /** The registries of all clouds. */
  public CloudRegistries(CloudAccess access) {
    this.access = access;
    this.clouds = List.of(new AwsRegistry(), new AzureRegistry(), new GcpRegistry());
  }

  /** Who may log in. */
  public CloudAccess access() {
    return access;
  }

  /**
   * The credentials for a registry.
   *
   * @param provider as {@code spec.provider} names it
   * @param host of the registry
   * @throws TokenException when there are none; the message says why
   */
  public RegistryCredentials login(String provider, String host, Actor actor)
      throws TokenException {
    CloudRegistry cloud =
        clouds.stream()
            .filter(each -> each.provider().equals(provider))
            .findFirst()
            .orElseThrow(
                () ->
                    new TokenException(
                        "spec.provider '%s' is not supported here; use generic with a secretRef"
                            .formatted(provider)));
    if (!cloud.owns(host)) {
      throw new TokenException(
          "spec.provider is '%s', but '%s' is no registry of that cloud".formatted(provider, host));
    }
    String key = String.join("|", "registry", provider, host, actor.key());
    Token token = access.tokens().get(key, () -> cloud.login(actor, host));
    return new RegistryCredentials.Basic(token.username(), token.secret());
  }
}
