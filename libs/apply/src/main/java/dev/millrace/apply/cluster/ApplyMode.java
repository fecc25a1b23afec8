package dev.millrace.apply.cluster;

/**
 * How to apply.
 *
 * @param fieldManager the owner of the fields that are applied
 * @param force whether fields are taken from other owners instead of reporting a conflict
 * @param dryRun whether nothing is stored
 */
public record ApplyMode(String fieldManager, boolean force, boolean dryRun) {

  /** The mode of Flux: fields are taken from other owners. */
  public static ApplyMode forced(String fieldManager) {
    return new ApplyMode(fieldManager, true, false);
  }

  /** The same, but nothing is stored. */
  public ApplyMode asDryRun() {
    return new ApplyMode(fieldManager, force, true);
  }
}
