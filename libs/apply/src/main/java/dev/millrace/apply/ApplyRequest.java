package dev.millrace.apply;

import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one owner wants in the cluster.
 *
 * @param desired the objects
 * @param inventory what the owner managed before
 * @param owner the labels that the objects get
 * @param commonLabels further labels that all objects get
 * @param commonAnnotations annotations that all objects get
 * @param ignored which fields are left to others
 * @param force whether objects that cannot be changed in place are made anew
 * @param check how thoroughly objects are compared
 * @param timeout how long a deletion before making an object anew may take
 */
public record ApplyRequest(
    List<Desired> desired,
    Inventory inventory,
    OwnerLabels owner,
    Map<String, String> commonLabels,
    Map<String, String> commonAnnotations,
    IgnoreRules ignored,
    boolean force,
    Check check,
    Duration timeout) {

  /** How thoroughly objects are compared with the cluster. */
  public enum Check {
    /** No request for an object if what the server recorded proves that nothing would change. */
    FAST,
    /** A dry run for every object, as Flux does. */
    FULL
  }

  /** Copies lists and maps. */
  public ApplyRequest {
    desired = List.copyOf(desired);
    commonLabels = Map.copyOf(commonLabels);
    commonAnnotations = Map.copyOf(commonAnnotations);
  }

  /** A request with nothing out of the ordinary. */
  public static ApplyRequest of(List<Desired> desired, Inventory inventory, OwnerLabels owner) {
    return new ApplyRequest(
        desired,
        inventory,
        owner,
        Map.of(),
        Map.of(),
        IgnoreRules.none(),
        false,
        Check.FAST,
        Duration.ofMinutes(5));
  }

  /** The same for other objects. */
  public ApplyRequest withDesired(List<Desired> objects) {
    return new ApplyRequest(
        objects, inventory, owner, commonLabels, commonAnnotations, ignored, force, check, timeout);
  }

  /** The same with another inventory from before. */
  public ApplyRequest withInventory(Inventory before) {
    return new ApplyRequest(
        desired, before, owner, commonLabels, commonAnnotations, ignored, force, check, timeout);
  }

  /** The same with another thoroughness. */
  public ApplyRequest withCheck(Check other) {
    return new ApplyRequest(
        desired, inventory, owner, commonLabels, commonAnnotations, ignored, force, other, timeout);
  }

  /** The same with force on or off. */
  public ApplyRequest withForce(boolean on) {
    return new ApplyRequest(
        desired, inventory, owner, commonLabels, commonAnnotations, ignored, on, check, timeout);
  }

  /** The same with other ignored fields. */
  public ApplyRequest withIgnored(IgnoreRules rules) {
    return new ApplyRequest(
        desired, inventory, owner, commonLabels, commonAnnotations, rules, force, check, timeout);
  }

  /** The same with labels and annotations that all objects get. */
  public ApplyRequest withCommonMetadata(
      Map<String, String> labels, Map<String, String> annotations) {
    return new ApplyRequest(
        desired, inventory, owner, labels, annotations, ignored, force, check, timeout);
  }

  /** The same with another limit for deletions. */
  public ApplyRequest withTimeout(Duration limit) {
    return new ApplyRequest(
        desired, inventory, owner, commonLabels, commonAnnotations, ignored, force, check, limit);
  }
}
