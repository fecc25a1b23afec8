package dev.millrace.sops.flux;

import dev.millrace.cloud.CachedTokens;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.AwsEnvironment;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.aws.CachedAwsIdentity;
import dev.millrace.cloud.azure.AzureApp;
import dev.millrace.cloud.azure.AzureCertificate;
import dev.millrace.cloud.azure.AzureEnvironment;
import dev.millrace.cloud.gcp.GcpMetadata;
import dev.millrace.cloud.gcp.GcpServiceAccount;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.key.AwsKms;
import dev.millrace.sops.key.AzureKeyVault;
import dev.millrace.sops.key.GcpKms;
import dev.millrace.sops.key.InvalidKey;
import dev.millrace.sops.key.KeySource;
import dev.millrace.sops.key.VaultTransit;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Key services, with credentials from the Secret of a Kustomization or from the surroundings of
 * this process.
 */
public final class RemoteKeys {
  private final CloudHttp http;
  private final Clock clock;

  /** Creates the factory of sources. */
  public RemoteKeys(CloudHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * What the process itself may use in AWS, Google Cloud and Azure: the last resort of Flux, after
   * Secret and service account. Keep the list: it caches credentials.
   *
   * @param environment the variables of the process
   */
  public List<KeySource> ofProcess(Map<String, String> environment) {
    AwsIdentity aws = new CachedAwsIdentity(new AwsEnvironment(environment, http, clock), clock);
    TokenSource azure = new CachedTokens(new AzureEnvironment(environment, http, clock), clock);
    TokenSource gcp = new CachedTokens(new GcpMetadata(http, clock), clock);
    return List.of(
        new AwsKms(aws, http, clock),
        new GcpKms(gcp, http, GcpKms.ENDPOINT),
        new AzureKeyVault(azure, http));
  }

  KeySource vault(Sensitive<String> token) {
    return VaultTransit.withToken(token.map(String::strip), http);
  }

  /** Credentials in the form of {@code sops.aws-kms}. */
  KeySource aws(Sensitive<String> yaml) throws InvalidKey {
    Fields fields = Fields.parse(yaml);
    String id = fields.required("aws_access_key_id");
    String secret = fields.required("aws_secret_access_key");
    Optional<Sensitive<String>> session = fields.optional("aws_session_token").map(Sensitive::of);
    AwsCredentials credentials =
        new AwsCredentials(id, Sensitive.of(secret), session, Optional.empty());
    return new AwsKms(() -> credentials, http, clock);
  }

  /** A JSON key in the form of {@code sops.gcp-kms}. */
  KeySource gcp(Sensitive<byte[]> json) throws InvalidKey {
    try {
      TokenSource account = GcpServiceAccount.parse(json, http, clock);
      return new GcpKms(new CachedTokens(account, clock), http, GcpKms.ENDPOINT);
    } catch (CloudException e) {
      throw new InvalidKey(String.valueOf(e.getMessage()));
    }
  }

  /** An application in one of the forms of {@code sops.azure-kv}. */
  KeySource azure(Sensitive<String> yaml) throws InvalidKey {
    Fields fields = Fields.parse(yaml);
    String clientId = fields.required("clientId", "appId");
    String tenant = fields.required("tenantId", "tenant");
    try {
      URI authority =
          fields.optional("authorityHost").map(URI::create).orElse(AzureApp.PUBLIC_AUTHORITY);
      TokenSource app =
          new AzureApp(authority, tenant, clientId, proof(fields, clientId), http, clock);
      return new AzureKeyVault(new CachedTokens(app, clock), http);
    } catch (CloudException | IllegalArgumentException e) {
      throw new InvalidKey(String.valueOf(e.getMessage()));
    }
  }

  private AzureApp.Proof proof(Fields fields, String clientId) throws CloudException, InvalidKey {
    Optional<String> certificate = fields.optional("clientCertificate");
    return certificate.isPresent()
        ? new AzureApp.Proof.Assertion(
            new AzureCertificate(
                clientId, Sensitive.of(certificate.get()), clock, UUID::randomUUID))
        : new AzureApp.Proof.Secret(Sensitive.of(fields.required("clientSecret", "password")));
  }

  /** Credentials in YAML. */
  private record Fields(Map<?, ?> fields) {
    static Fields parse(Sensitive<String> yaml) throws InvalidKey {
      try {
        if (YamlReader.sigs().read(yaml.reveal()) instanceof Map<?, ?> fields) {
          return new Fields(fields);
        }
      } catch (YamlException e) {
        // Reported without the cause, which may quote the text.
      }
      throw new InvalidKey("the credentials are not a YAML map");
    }

    Optional<String> optional(String name) {
      return fields.get(name) instanceof String text && !text.isEmpty()
          ? Optional.of(text)
          : Optional.empty();
    }

    /** The first of several names that is there. */
    String required(String... names) throws InvalidKey {
      for (String name : names) {
        Optional<String> value = optional(name);
        if (value.isPresent()) {
          return value.get();
        }
      }
      throw new InvalidKey("the field '" + names[0] + "' is missing or not text");
    }
  }
}
