package dev.millrace.controller.source.bucket;

import static dev.millrace.controller.source.status.SourceReason.BUCKET_OPERATION_FAILED;

import dev.millrace.api.source.BucketSpec;
import dev.millrace.artifact.ignore.IgnoreRules;
import dev.millrace.artifact.ignore.SourceIgnore;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.store.ObjectStore;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out which objects belong to the artifact: all but folders and what is ignored. */
public final class ListObjects {
  private static final int MAX_OBJECTS = 100_000;
  private static final long MAX_BYTES = 1L << 30;
  private static final long MAX_IGNORE_FILE_BYTES = 1L << 20;
  private static final int NOT_FOUND = 404;

  ObjectIndex of(BucketSpec spec, ObjectStore bucket) {
    try {
      return list(spec, bucket, SourceIgnore.forBucket(ignoreFile(bucket), spec.ignore()));
    } catch (CloudException e) {
      String problem =
          e.status() == NOT_FOUND
              ? "bucket '%s' not found".formatted(spec.bucketName())
              : "failed to list the objects of bucket '%s': %s"
                  .formatted(spec.bucketName(), e.getMessage());
      throw new ReconcileFailure(BUCKET_OPERATION_FAILED, problem, e);
    } catch (IOException e) {
      throw new ReconcileFailure(
          BUCKET_OPERATION_FAILED,
          "failed to list the objects of bucket '%s': %s"
              .formatted(spec.bucketName(), e.getMessage()),
          e);
    }
  }

  /** The file at the root of the bucket, whatever the prefix; null if there is none. */
  private static @Nullable String ignoreFile(ObjectStore bucket) throws IOException {
    try (InputStream file = bucket.read(SourceIgnore.FILE_NAME)) {
      byte[] text = BoundedReads.readAll(file, SourceIgnore.FILE_NAME, MAX_IGNORE_FILE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (CloudException e) {
      if (e.status() == NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  private static ObjectIndex list(BucketSpec spec, ObjectStore bucket, IgnoreRules ignored)
      throws IOException {
    TreeMap<String, String> etags = new TreeMap<>();
    String prefix = Objects.requireNonNullElse(spec.prefix(), "");
    Optional<String> mark = Optional.empty();
    long bytes = 0;
    int seen = 0;
    do {
      ObjectStore.Page page = bucket.list(prefix, mark);
      for (ObjectStore.Entry object : page.entries()) {
        if (++seen > MAX_OBJECTS) {
          throw new LimitExceeded("the bucket", MAX_OBJECTS, "objects");
        }
        if (isWanted(object.key(), ignored)) {
          bytes += object.size();
          etags.put(object.key(), object.etag());
        }
      }
      if (bytes > MAX_BYTES) {
        throw new LimitExceeded("the content of the bucket", MAX_BYTES, "bytes");
      }
      if (page.next().isPresent() && page.next().equals(mark)) {
        throw new CloudException("the server lists the same page again and again");
      }
      mark = page.next();
    } while (mark.isPresent());
    return new ObjectIndex(etags);
  }

  private static boolean isWanted(String key, IgnoreRules ignored) throws UnsafePath {
    return !key.endsWith("/")
        && !key.equals(SourceIgnore.FILE_NAME)
        && !ignored.excludes(path(key), false);
  }

  /**
   * Where an object goes in the artifact.
   *
   * @throws UnsafePath if its key leads out of the artifact
   */
  static String path(String key) throws UnsafePath {
    if (key.indexOf('\\') >= 0 && List.of(key.split("[/\\\\]", -1)).contains("..")) {
      throw new UnsafePath(key, "leads out where backslashes separate folders");
    }
    return TreePaths.resolve("", key.replaceFirst("^/+", ""));
  }
}
