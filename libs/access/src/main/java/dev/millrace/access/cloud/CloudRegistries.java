package dev.millrace.access.cloud;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.Token;
import dev.millrace.access.token.TokenCache;
import dev.millrace.access.token.TokenException;
import dev.millrace.oci.RegistryCredentials;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logs in to the registries of clouds ({@code spec.provider}: aws, azure or gcp) with the identity
 * of this process. A token is only ever given for registries of the cloud that it is of.
 */
public final class CloudRegistries {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final List<CloudRegistry> clouds;
  private final TokenCache tokens;

  private CloudRegistries(List<CloudRegistry> clouds, TokenCache tokens) {
    this.clouds = clouds;
    this.tokens = tokens;
  }

  /** The clouds, as this process sees them. */
  public static CloudRegistries of(CloudEnvironment environment, TokenCache tokens) {
    return new CloudRegistries(
        List.of(
            new AwsRegistry(new AwsIdentity(environment), environment),
            new AzureRegistry(new AzureIdentity(environment), environment),
            new GcpRegistry(environment)),
        tokens);
  }

  /** For programs that have no identity in any cloud. */
  public static CloudRegistries none() {
    return new CloudRegistries(List.of(), new TokenCache(0, Duration.ZERO, Clock.systemUTC()));
  }

  /**
   * The credentials for a registry.
   *
   * @param provider as {@code spec.provider} names it
   * @param host of the registry
   * @param proxy for the calls to the cloud, or null
   * @throws TokenException when there are none; the message says why
   */
  public RegistryCredentials login(String provider, String host, @Nullable ProxySettings proxy)
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
    Token token = tokens.get(provider + "|" + host, () -> ask(cloud, host, proxy));
    return new RegistryCredentials.Basic(token.username(), token.secret());
  }

  private static Token ask(CloudRegistry cloud, String host, @Nullable ProxySettings proxy)
      throws TokenException {
    try (JsonService service = JsonService.open(TlsMaterial.none(), proxy, TIMEOUT)) {
      return cloud.login(service, host);
    } catch (TokenException e) {
      throw e;
    } catch (IOException e) {
      throw new TokenException(String.valueOf(e.getMessage()), e);
    }
  }
}
