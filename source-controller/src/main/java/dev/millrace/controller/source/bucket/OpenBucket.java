package dev.millrace.controller.source.bucket;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.INVALID_PROVIDER_CONFIGURATION;
import static dev.millrace.controller.source.status.SourceReason.URL_INVALID;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.BucketSpec;
import dev.millrace.cloud.CachedTokens;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.gcp.GcpServiceAccount;
import dev.millrace.cloud.store.AzureContainer;
import dev.millrace.cloud.store.GcsBucket;
import dev.millrace.cloud.store.ObjectStore;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the client of a bucket by provider, with the Secrets that the object names. */
public final class OpenBucket {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");

  private final SecretReader secrets;
  private final BucketIdentities identities;
  private final Clock clock;
  private final URI googleCloud;

  /** Buckets by the Secrets of a cluster; {@code identities} serve objects without a Secret. */
  public OpenBucket(SecretReader secrets, BucketIdentities identities, Clock clock) {
    this(secrets, identities, clock, GcsBucket.ENDPOINT);
  }

  /** The same with another address of Google Cloud Storage. */
  public OpenBucket(
      SecretReader secrets, BucketIdentities identities, Clock clock, URI googleCloud) {
    this.secrets = secrets;
    this.identities = identities;
    this.clock = clock;
    this.googleCloud = googleCloud;
  }

  ObjectStore of(Bucket bucket) {
    BucketSpec spec = bucket.spec();
    try {
      Optional<SecretValues> secret = secret(bucket, spec.secretRef(), "authentication");
      CloudHttp http = http(bucket);
      return switch (spec.provider()) {
        case "gcp" ->
            new GcsBucket(googleCloud, spec.bucketName(), googleCloud(bucket, secret, http), http);
        case "azure" ->
            new AzureContainer(
                url(spec, true),
                spec.bucketName(),
                new AzureCredentials(identities.azure(bucket, proxy(bucket)), clock)
                    .of(url(spec, true), secret),
                http);
        case "aws", "generic" ->
            new S3Credentials(identities, clock, new TokenServices(bucket))
                .open(bucket, url(spec, false), secret, http);
        default ->
            throw new ReconcileFailure(
                INVALID_PROVIDER_CONFIGURATION,
                "spec.provider '%s' is none of generic, aws, gcp and azure"
                    .formatted(spec.provider()));
      };
    } catch (IOException e) {
      throw new ReconcileFailure(AUTHENTICATION_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private CloudHttp http(Bucket bucket) throws IOException {
    return http(bucket, bucket.spec().certSecretRef(), "TLS authentication");
  }

  private CloudHttp http(Bucket bucket, @Nullable LocalObjectReference certificates, String purpose)
      throws IOException {
    BucketSpec spec = bucket.spec();
    TlsMaterial tls =
        secret(bucket, certificates, purpose)
            .map(values -> values.tls(AUTHENTICATION_FAILED))
            .orElse(TlsMaterial.none());
    return CloudHttp.of(tls, proxy(bucket), spec.timeout().tryDuration().orElse(DEFAULT_TIMEOUT));
  }

  private Optional<ProxySettings> proxy(Bucket bucket) {
    return secret(bucket, bucket.spec().proxySecretRef(), "proxy")
        .map(values -> values.proxy(AUTHENTICATION_FAILED));
  }

  /** How the token service of a bucket is reached. */
  private final class TokenServices implements S3Credentials.TokenServiceAccess {
    private final Bucket bucket;

    TokenServices(Bucket bucket) {
      this.bucket = bucket;
    }

    @Override
    public SecretValues login(LocalObjectReference reference) {
      return secret(bucket, reference, "STS authentication").orElseThrow();
    }

    @Override
    public Optional<ProxySettings> proxy() {
      return OpenBucket.this.proxy(bucket);
    }

    @Override
    public CloudHttp http(@Nullable LocalObjectReference certificates) throws IOException {
      return OpenBucket.this.http(bucket, certificates, "STS TLS authentication");
    }
  }

  private Optional<SecretValues> secret(
      Bucket bucket, @Nullable LocalObjectReference reference, String purpose) {
    return Optional.ofNullable(reference)
        .map(
            ref ->
                SecretValues.required(
                    secrets,
                    bucket.getMetadata().getNamespace(),
                    ref.name(),
                    purpose,
                    AUTHENTICATION_FAILED));
  }

  private TokenSource googleCloud(Bucket bucket, Optional<SecretValues> secret, CloudHttp http)
      throws IOException {
    if (secret.isEmpty()) {
      return identities.gcp(bucket, proxy(bucket));
    }
    var key =
        secret
            .get()
            .bytes("serviceaccount")
            .orElseThrow(
                () ->
                    new ReconcileFailure(
                        AUTHENTICATION_FAILED,
                        "invalid '%s' secret data: required fields: 'serviceaccount'"
                            .formatted(secret.get().source())));
    return new CachedTokens(GcpServiceAccount.parse(key, http, clock), clock);
  }

  /** Host and port, for Azure with a scheme too. */
  private static URI url(BucketSpec spec, boolean schemeAllowed) {
    String host =
        schemeAllowed
            ? spec.endpoint().replaceFirst("^https?://", "").replaceFirst("/+$", "")
            : spec.endpoint();
    if (!HOST.matcher(host).matches()) {
      throw new ReconcileFailure(
          URL_INVALID,
          "spec.endpoint '%s' is not a host name with an optional port".formatted(spec.endpoint()));
    }
    boolean http = spec.insecure() || (schemeAllowed && spec.endpoint().startsWith("http://"));
    return URI.create((http ? "http://" : "https://") + host);
  }
}
