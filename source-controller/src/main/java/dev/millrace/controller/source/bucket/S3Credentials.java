package dev.millrace.controller.source.bucket;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.INVALID_STS_CONFIGURATION;
import static dev.millrace.controller.source.status.SourceReason.URL_INVALID;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.BucketSpec;
import dev.millrace.api.source.SecurityTokenService;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.aws.AwsSts;
import dev.millrace.cloud.aws.CachedAwsIdentity;
import dev.millrace.cloud.store.S3Bucket;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.ProxySettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who reads an S3 bucket: the keys of a Secret, a user of an LDAP directory, or the controller. */
final class S3Credentials {
  private final BucketIdentities identities;
  private final Clock clock;
  private final TokenServiceAccess tokenServices;

  S3Credentials(BucketIdentities identities, Clock clock, TokenServiceAccess tokenServices) {
    this.identities = identities;
    this.clock = clock;
    this.tokenServices = tokenServices;
  }

  /** What {@code spec.sts} refers to. */
  interface TokenServiceAccess {
    /** The proxy of the bucket. */
    Optional<ProxySettings> proxy();

    /** User and password. */
    SecretValues login(LocalObjectReference reference);

    /** A client that trusts and shows these certificates. */
    CloudHttp http(@Nullable LocalObjectReference certificates) throws IOException;
  }

  S3Bucket open(Bucket bucket, URI endpoint, Optional<SecretValues> secret, CloudHttp http)
      throws IOException {
    BucketSpec spec = bucket.spec();
    String region = Objects.requireNonNullElse(spec.region(), "");
    S3Bucket.Place place = new S3Bucket.Place(endpoint, spec.bucketName(), region);
    return new S3Bucket(place, identity(bucket, secret), http, clock);
  }

  private Optional<AwsIdentity> identity(Bucket bucket, Optional<SecretValues> secret)
      throws IOException {
    BucketSpec spec = bucket.spec();
    boolean aws = spec.provider().equals("aws");
    if (spec.sts() != null) {
      checkSts(spec.sts(), aws);
    }
    if (secret.isPresent()) {
      AwsCredentials keys = keys(secret.get());
      return Optional.of(() -> keys);
    }
    if (aws) {
      return Optional.of(
          identities.aws(
              bucket,
              Optional.ofNullable(spec.sts()).map(S3Credentials::endpoint),
              tokenServices.proxy()));
    }
    return spec.sts() == null ? Optional.empty() : Optional.of(ldap(spec.sts()));
  }

  private static void checkSts(SecurityTokenService sts, boolean aws) {
    boolean fits = aws ? sts.provider().equals("aws") : sts.provider().equals("ldap");
    if (!fits) {
      throw new ReconcileFailure(
          INVALID_STS_CONFIGURATION,
          "STS provider '%s' is not supported for '%s' bucket provider"
              .formatted(sts.provider(), aws ? "aws" : "generic"));
    }
  }

  private static AwsCredentials keys(SecretValues secret) {
    Optional<Sensitive<String>> id = secret.text("accesskey");
    Optional<Sensitive<String>> key = secret.text("secretkey");
    if (id.isEmpty() || key.isEmpty()) {
      throw new ReconcileFailure(
          AUTHENTICATION_FAILED,
          "invalid '%s' secret data: required fields 'accesskey' and 'secretkey'"
              .formatted(secret.source()));
    }
    return AwsCredentials.permanent(id.get().reveal(), key.get());
  }

  private AwsIdentity ldap(SecurityTokenService sts) throws IOException {
    LdapUser user = ldapUser(sts.secretRef());
    CloudHttp http = tokenServices.http(sts.certSecretRef());
    AwsSts service = new AwsSts(http, endpoint(sts), "us-east-1", clock);
    return new CachedAwsIdentity(
        () -> service.assumeRoleWithLdapIdentity(user.name(), user.password()), clock);
  }

  private record LdapUser(Sensitive<String> name, Sensitive<String> password) {}

  /** Without a Secret the token service gets no name, and may know us by our certificate. */
  private LdapUser ldapUser(@Nullable LocalObjectReference reference) {
    if (reference == null) {
      return new LdapUser(Sensitive.of(""), Sensitive.of(""));
    }
    SecretValues secret = tokenServices.login(reference);
    Optional<Sensitive<String>> name = secret.text("username");
    Optional<Sensitive<String>> password = secret.text("password");
    if (name.isEmpty() || password.isEmpty()) {
      throw new ReconcileFailure(
          AUTHENTICATION_FAILED,
          "invalid '%s' secret data for 'ldap' STS provider: required fields username, password"
              .formatted(secret.source()));
    }
    return new LdapUser(name.get(), password.get());
  }

  private static URI endpoint(SecurityTokenService sts) {
    try {
      return URI.create(sts.endpoint());
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(
          URL_INVALID, "failed to parse STS endpoint '%s'".formatted(sts.endpoint()), e);
    }
  }
}
