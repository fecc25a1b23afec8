package dev.millrace.controller.source.bucket;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;

import dev.millrace.cloud.CachedTokens;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.azure.AzureApp;
import dev.millrace.cloud.azure.AzureCertificate;
import dev.millrace.cloud.store.AzureAccess;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Who reads a container of Azure: an application, the key of the account, a shared access
 * signature, or the controller (FLUX.md 1.14).
 */
final class AzureCredentials {
  private static final List<String> STORAGE_HOSTS =
      List.of(
          ".blob.core.windows.net",
          ".blob.storage.azure.net",
          ".blob.core.chinacloudapi.cn",
          ".blob.core.usgovcloudapi.net");

  private final TokenSource process;
  private final Clock clock;

  AzureCredentials(TokenSource process, Clock clock) {
    this.process = process;
    this.clock = clock;
  }

  AzureAccess of(URI endpoint, Optional<SecretValues> secret) throws IOException {
    if (secret.isEmpty()) {
      return token(endpoint, process);
    }
    SecretValues values = secret.get();
    Optional<Sensitive<String>> signature = values.text("sasKey");
    if (signature.isPresent()) {
      return new AzureAccess.SharedAccessSignature(signature.get());
    }
    Optional<Sensitive<String>> key = values.text("accountKey");
    if (key.isPresent()) {
      String host = String.valueOf(endpoint.getHost());
      return new AzureAccess.AccountKey(host.replaceFirst("\\..*", ""), key.get(), clock);
    }
    return token(endpoint, new CachedTokens(app(values), clock));
  }

  /** The endpoint is the object's choice, so tokens are only shown to hosts of Azure. */
  private static AzureAccess token(URI endpoint, TokenSource identity) {
    String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
    boolean ofAzure =
        "https".equals(endpoint.getScheme()) && STORAGE_HOSTS.stream().anyMatch(host::endsWith);
    if (!ofAzure) {
      throw new ReconcileFailure(
          AUTHENTICATION_FAILED,
          "tokens of Azure are only sent to its storage (https://<account>.blob.core.windows.net),"
              + " not to spec.endpoint; use a Secret with sasKey or accountKey");
    }
    return new AzureAccess.Token(identity);
  }

  private TokenSource app(SecretValues secret) throws IOException {
    String tenant = required(secret, "tenantId").reveal();
    String client = required(secret, "clientId").reveal();
    URI authority =
        secret
            .text("authorityHost")
            .map(host -> URI.create(host.reveal().strip()))
            .orElse(AzureApp.PUBLIC_AUTHORITY);
    Optional<Sensitive<String>> certificate = secret.text("clientCertificate");
    AzureApp.Proof proof =
        certificate.isPresent()
            ? new AzureApp.Proof.Assertion(
                new AzureCertificate(client, certificate.get(), clock, UUID::randomUUID))
            : new AzureApp.Proof.Secret(required(secret, "clientSecret"));
    return new AzureApp(authority, tenant, client, proof, CloudHttp.standard(), clock);
  }

  private static Sensitive<String> required(SecretValues secret, String key) {
    return secret
        .text(key)
        .map(value -> value.map(String::strip))
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    AUTHENTICATION_FAILED,
                    ("invalid '%s' secret data: requires a combination of 'tenantId', 'clientId',"
                            + " 'clientSecret' or 'clientCertificate', or 'accountKey', or"
                            + " 'sasKey'; '%s' is missing")
                        .formatted(secret.source(), key)));
  }
}
