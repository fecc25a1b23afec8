package dev.millrace.apply.cluster;

/**
 * How to apply.
 *
 * @param fieldManager the owner of the fields that are applied
 * @param force whether fields are taken from other owners instead of reporting a conflict
 * @param dryRun whether nothing is stored
 * @param onlyNew whether an object that exists is left as it is, which is a conflict then
 */
public record ApplyMode(String fieldManager, boolean force, boolean dryRun, boolean onlyNew) {

  /** The mode of Flux: fields are taken from other owners. */
  public static ApplyMode forced(String fieldManager) {
    return new ApplyMode(fieldManager, true, false, false);
  }

  /** The same, but an object that exists is a conflict. */
  public ApplyMode asNew() {
    return new ApplyMode(fieldManager, force, dryRun, true);
  }

  /** The same, but nothing is stored. */
  public ApplyMode asDryRun() {
    return new ApplyMode(fieldManager, force, true, onlyNew);
  }
}
