package dev.millrace.controller.source.bucket;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.BucketSpec;
import dev.millrace.api.source.SecurityTokenService;
import org.jspecify.annotations.Nullable;

/** Specs of Buckets for tests: a public one over plain HTTP unless something else is asked for. */
final class BucketSpecBuilder {
  private String provider = "generic";
  private String name = "config";
  private final String endpoint;
  private @Nullable String prefix;
  private @Nullable String ignore;
  private @Nullable String serviceAccount;
  private @Nullable LocalObjectReference secret;
  private @Nullable LocalObjectReference certificates;
  private @Nullable LocalObjectReference proxy;
  private @Nullable SecurityTokenService sts;
  private boolean insecure = true;

  BucketSpecBuilder(String endpoint) {
    this.endpoint = endpoint;
  }

  BucketSpecBuilder provider(String value) {
    provider = value;
    return this;
  }

  BucketSpecBuilder name(String value) {
    name = value;
    return this;
  }

  BucketSpecBuilder prefix(String value) {
    prefix = value;
    return this;
  }

  BucketSpecBuilder ignore(String value) {
    ignore = value;
    return this;
  }

  BucketSpecBuilder serviceAccount(String value) {
    serviceAccount = value;
    return this;
  }

  BucketSpecBuilder secret(String value) {
    secret = new LocalObjectReference(value);
    return this;
  }

  BucketSpecBuilder certificates(String value) {
    certificates = new LocalObjectReference(value);
    insecure = false;
    return this;
  }

  BucketSpecBuilder sts(SecurityTokenService value) {
    sts = value;
    return this;
  }

  BucketSpecBuilder proxy(String value) {
    proxy = new LocalObjectReference(value);
    return this;
  }

  BucketSpec build() {
    return new BucketSpec(
        provider,
        name,
        endpoint,
        null,
        prefix,
        new GoDuration("10m"),
        new GoDuration("30s"),
        secret,
        serviceAccount,
        certificates,
        proxy,
        sts,
        insecure,
        ignore,
        false);
  }
}
