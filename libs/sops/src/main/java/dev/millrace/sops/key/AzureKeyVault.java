package dev.millrace.sops.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keys in Azure Key Vault. The file names the vault, so tokens are only shown to hosts of Azure,
 * whose part of the domain also tells what the token is for.
 */
public final class AzureKeyVault implements KeySource {
  private static final String API = "?api-version=7.4";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");

  private final TokenSource identity;
  private final CloudHttp http;
  private final Hosts hosts;

  /** Which hosts are key vaults. */
  @FunctionalInterface
  public interface Hosts {
    /** The scope of tokens for a vault; nothing for a URL that must not see a token. */
    Optional<String> scope(URI vault);
  }

  /** The vaults of Azure and of its national clouds. */
  public static Optional<String> azureScope(URI vault) {
    String host = vault.getHost() == null ? "" : vault.getHost().toLowerCase(Locale.ROOT);
    if (!"https".equals(vault.getScheme())) {
      return Optional.empty();
    }
    return Stream.of(
            "vault.azure.net",
            "managedhsm.azure.net",
            "vault.azure.cn",
            "managedhsm.azure.cn",
            "vault.usgovcloudapi.net",
            "managedhsm.usgovcloudapi.net")
        .filter(domain -> host.endsWith("." + domain))
        .map(domain -> "https://" + domain + "/.default")
        .findFirst();
  }

  /** Creates the source for the vaults of Azure. */
  public AzureKeyVault(TokenSource identity, CloudHttp http) {
    this(identity, http, AzureKeyVault::azureScope);
  }

  /** Creates the source for other hosts. */
  public AzureKeyVault(TokenSource identity, CloudHttp http, Hosts hosts) {
    this.identity = identity;
    this.http = http;
    this.hosts = hosts;
  }

  @Override
  public boolean handles(MasterKey key) {
    return key instanceof MasterKey.AzureKeyVault;
  }

  @Override
  public Sensitive<byte[]> unwrap(MasterKey key) throws KeyUnavailable {
    if (!(key instanceof MasterKey.AzureKeyVault azure)) {
      throw new KeyUnavailable("it is no key of Azure Key Vault");
    }
    URI vault = vault(azure);
    String scope =
        hosts
            .scope(vault)
            .orElseThrow(() -> new KeyUnavailable("its vault URL is no key vault of Azure"));
    Map<String, String> call = new LinkedHashMap<>();
    call.put("alg", "RSA-OAEP-256");
    call.put("value", azure.wrapped().strip());
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(decrypt(vault, azure))
              .header("Authorization", "Bearer " + identity.token(scope).value().reveal())
              .header("Content-Type", "application/json")
              .POST(CloudHttp.jsonBody(call));
      JsonNode answer = http.json(request, "asking Azure Key Vault to decrypt");
      return Answer.base64Url(answer.path("value"), "Azure Key Vault");
    } catch (IOException e) {
      throw new KeyUnavailable(String.valueOf(e.getMessage()));
    }
  }

  private static URI vault(MasterKey.AzureKeyVault key) throws KeyUnavailable {
    try {
      return URI.create(key.vaultUrl());
    } catch (IllegalArgumentException e) {
      throw new KeyUnavailable("its vault URL is not a URL");
    }
  }

  /** Without a version the vault uses the newest. */
  private static URI decrypt(URI vault, MasterKey.AzureKeyVault key) throws KeyUnavailable {
    boolean usable =
        NAME.matcher(key.name()).matches()
            && (key.version().isEmpty() || NAME.matcher(key.version()).matches());
    if (!usable) {
      throw new KeyUnavailable("its name or version is not one of a key");
    }
    String version = key.version().isEmpty() ? "" : "/" + key.version();
    return vault.resolve("/keys/" + key.name() + version + "/decrypt" + API);
  }
}
