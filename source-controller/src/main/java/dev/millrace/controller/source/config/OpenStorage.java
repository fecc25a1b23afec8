package dev.millrace.controller.source.config;

import dev.millrace.artifact.storage.ArtifactStorage;
import dev.millrace.artifact.storage.BucketStorage;
import dev.millrace.artifact.storage.DiskStorage;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.store.S3Bucket;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens the storage that the flags name: a bucket, else a folder. */
final class OpenStorage {
  private static final String CACHE = "bucket-cache";

  private final AwsIdentity identity;
  private final Clock clock;

  /** Storage opener; {@code identity} writes to the bucket. */
  OpenStorage(AwsIdentity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
  }

  ArtifactStorage of(SourceFlags flags) throws IOException {
    Files.createDirectories(flags.storagePath());
    Optional<BucketAddress> bucket = flags.bucket().address();
    return bucket.isPresent()
        ? bucket(flags, bucket.get())
        : new DiskStorage(flags.storagePath(), flags.digestAlgorithm(), clock);
  }

  private ArtifactStorage bucket(SourceFlags flags, BucketAddress address) throws IOException {
    BucketFlags settings = flags.bucket();
    CloudHttp http = CloudHttp.of(tls(settings), Optional.empty(), settings.timeout());
    var place = new S3Bucket.Place(settings.endpoint(), address.bucket(), settings.region());
    S3Bucket bucket = new S3Bucket(place, Optional.of(identity), http, clock);
    Path folder = flags.storagePath().resolve(CACHE);
    return new BucketStorage(
        bucket.objects(),
        address.prefix(),
        new BucketStorage.Cache(folder, settings.cacheMaxSize()),
        flags.digestAlgorithm(),
        clock);
  }

  private static TlsMaterial tls(BucketFlags settings) throws IOException {
    Optional<Path> file = settings.caFile();
    return file.isPresent()
        ? TlsMaterial.trusting(Files.readString(file.get()))
        : TlsMaterial.none();
  }
}
