package dev.millrace.apply.plan;

import dev.millrace.apply.object.KubeObject;
import java.util.Optional;

/**
 * What is known of one object before it is applied.
 *
 * @param live the object in the cluster; empty if it does not exist
 * @param trial what applying would make of it
 * @param isWhole whether the live object is known as a whole, not only its metadata
 */
public record Observation(Optional<KubeObject> live, Trial trial, boolean isWhole) {

  /** Something that was read from the API server as a whole. */
  public Observation(Optional<KubeObject> live, Trial trial) {
    this(live, trial, true);
  }

  /** An object that does not exist and was not tried. */
  public static Observation absent() {
    return new Observation(Optional.empty(), new Trial.Untried());
  }

  /** An object that was read but not tried. */
  public static Observation seen(KubeObject live) {
    return new Observation(Optional.of(live), new Trial.Untried());
  }

  /** An object that a watch shows. */
  public static Observation watched(KubeObject metadata, Trial trial) {
    return new Observation(Optional.of(metadata), trial, false);
  }
}
