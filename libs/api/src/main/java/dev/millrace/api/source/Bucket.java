package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.SourceObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Optional;

/** The objects of a bucket, offered as an artifact (FLUX.md 2.5). */
@Group("source.toolkit.fluxcd.io")
@Version("v1")
@Kind("Bucket")
@Plural("buckets")
public class Bucket extends CustomResource<BucketSpec, BucketStatus>
    implements Namespaced, SourceObject, ReconciledObject<BucketStatus> {

  @Override
  public BucketStatus status() {
    return requireNonNullElse(getStatus(), BucketStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public BucketSpec spec() {
    return requireNonNullElse(getSpec(), BucketSpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }

  @Override
  public Optional<Artifact> artifact() {
    return Optional.ofNullable(status().artifact());
  }
}
