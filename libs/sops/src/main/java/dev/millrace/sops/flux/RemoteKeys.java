package dev.millrace.sops.flux;

import dev.millrace.cloud.CachedTokens;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.azure.AzureApp;
import dev.millrace.cloud.azure.AzureCertificate;
import dev.millrace.cloud.gcp.GcpServiceAccount;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.key.AwsKms;
import dev.millrace.sops.key.AzureKeyVault;
import dev.millrace.sops.key.GcpKms;
import dev.millrace.sops.key.InvalidKey;
import dev.millrace.sops.key.KeySource;
import dev.millrace.sops.key.VaultServiceAccountLogin;
import dev.millrace.sops.key.VaultTransit;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Key services, with credentials from the Secret of a Kustomization or from the surroundings of
 * this process.
 */
public final class RemoteKeys {
  private final CloudHttp http;
  private final Clock clock;
  private final CloudEndpoints endpoints;

  /** Creates the factory of sources at the public addresses of the clouds. */
  public RemoteKeys(CloudHttp http, Clock clock) {
    this(http, clock, CloudEndpoints.standard());
  }

  /** Creates the factory of sources. */
  public RemoteKeys(CloudHttp http, Clock clock, CloudEndpoints endpoints) {
    this.http = http;
    this.clock = clock;
    this.endpoints = endpoints;
  }

  /**
   * What an identity may use in AWS, Google Cloud and Azure. Keep the list: it caches credentials.
   *
   * @param account whose identity it is; empty for that of this process
   */
  public List<KeySource> of(CloudIdentities identities, Optional<WorkloadAccount> account) {
    Map<String, AwsIdentity> byRegion = new ConcurrentHashMap<>();
    return List.of(
        aws(region -> byRegion.computeIfAbsent(region, each -> identities.aws(account, each))),
        new GcpKms(identities.gcp(account), http, endpoints.gcpKms()),
        new AzureKeyVault(identities.azure(account), http, this::azureScope));
  }

  /**
   * The Vault servers that an operator listed, entered with tokens of a service account. For one
   * run: tokens of Vault are kept.
   *
   * @param loginPaths for each address of a server the path of its login
   */
  public KeySource vault(WorkloadAccount account, Map<String, String> loginPaths) {
    return new VaultTransit(new VaultServiceAccountLogin(loginPaths, account::token, http), http);
  }

  private AwsKms aws(AwsKms.Identities identities) {
    AwsKms.Endpoints services =
        new AwsKms.Endpoints() {
          @Override
          public URI kms(String region) {
            return endpoints.awsKms(region);
          }

          @Override
          public URI sts(String region) {
            return endpoints.awsSts(region);
          }
        };
    return new AwsKms(identities, http, clock, services);
  }

  private Optional<String> azureScope(URI vault) {
    return endpoints
        .azureKeyVault()
        .filter(own -> own.getRawAuthority().equals(vault.getRawAuthority()))
        .map(_ -> "https://vault.azure.net/.default")
        .or(() -> AzureKeyVault.azureScope(vault));
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
    return aws(_ -> () -> credentials);
  }

  /** A JSON key in the form of {@code sops.gcp-kms}. */
  KeySource gcp(Sensitive<byte[]> json) throws InvalidKey {
    try {
      TokenSource account = GcpServiceAccount.parse(json, http, clock);
      return new GcpKms(new CachedTokens(account, clock), http, endpoints.gcpKms());
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
      return new AzureKeyVault(new CachedTokens(app, clock), http, this::azureScope);
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
