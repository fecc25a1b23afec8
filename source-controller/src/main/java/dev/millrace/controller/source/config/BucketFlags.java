package dev.millrace.controller.source.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Flags of the bucket that artifacts are stored in. Who writes there is what AWS calls the default
 * chain: {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, a role of the service
 * account, Pod Identity, or the instance.
 */
@RegisterForReflection
public final class BucketFlags {
  private static final String AWS = "https://s3.amazonaws.com";

  @Option(
      names = "--storage-bucket",
      defaultValue = "${env:STORAGE_BUCKET:-" + Option.NULL_VALUE + "}",
      converter = BucketAddress.Converter.class,
      description =
          "s3://BUCKET[/PREFIX]: store artifacts there, where every replica can serve them, instead"
              + " of in the folder")
  private @Nullable BucketAddress bucket;

  @Option(
      names = "--storage-bucket-endpoint",
      defaultValue = "${env:STORAGE_BUCKET_ENDPOINT:-" + AWS + "}",
      description = "the URL of the S3 server of --storage-bucket")
  private URI endpoint = URI.create(AWS);

  @Option(
      names = "--storage-bucket-region",
      defaultValue = "${env:STORAGE_BUCKET_REGION:-}",
      description = "the region of --storage-bucket; the server is asked when it is not given")
  private String region = "";

  @Option(
      names = "--storage-bucket-ca-file",
      defaultValue = "${env:STORAGE_BUCKET_CA_FILE:-" + Option.NULL_VALUE + "}",
      description = "certificates to trust in place of the system's for --storage-bucket")
  private @Nullable Path caFile;

  @Option(
      names = "--storage-bucket-timeout",
      defaultValue = "2m",
      description = "how long one request to --storage-bucket may take, its content included")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--storage-cache-max-size",
      defaultValue = "1073741824",
      description = "how much of --storage-bucket is kept in --storage-path, in bytes")
  private long cacheMaxSize;

  /** Where artifacts are stored; empty for the folder. */
  public Optional<BucketAddress> address() {
    return Optional.ofNullable(bucket);
  }

  /** The S3 server. */
  public URI endpoint() {
    return endpoint;
  }

  /** The bucket's region; empty to ask the server. */
  public String region() {
    return region;
  }

  /** Certificates of authorities to trust in place of the system's. */
  public Optional<Path> caFile() {
    return Optional.ofNullable(caFile);
  }

  /** How long one request may take. */
  public Duration timeout() {
    return timeout;
  }

  /** How much is kept on the local disk, in bytes. */
  public long cacheMaxSize() {
    return cacheMaxSize;
  }
}
