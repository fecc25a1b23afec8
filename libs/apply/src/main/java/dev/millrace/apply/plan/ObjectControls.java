package dev.millrace.apply.plan;

import dev.millrace.apply.object.KubeObject;

/**
 * The labels and annotations by which an object says how it wants to be treated (FLUX.md 1.3). Keys
 * belong to the group of the controller; values are compared without regard to case.
 *
 * @param group such as {@code kustomize.toolkit.fluxcd.io}
 */
public record ObjectControls(String group) {

  /** Neither applied nor deleted: {@code reconcile: disabled} or {@code ssa: Ignore}. */
  public boolean isExcluded(KubeObject object) {
    return says(object, "reconcile", "disabled") || says(object, "ssa", "Ignore");
  }

  /** Created if absent, then left alone: {@code ssa: IfNotPresent}. */
  public boolean isCreatedOnly(KubeObject object) {
    return says(object, "ssa", "IfNotPresent");
  }

  /** Fields of other managers stay: {@code ssa: Merge}. */
  public boolean keepsForeignFields(KubeObject object) {
    return says(object, "ssa", "Merge");
  }

  /** Made anew if it cannot be changed: {@code force: enabled}. */
  public boolean isForced(KubeObject object) {
    return says(object, "force", "enabled");
  }

  /** Never deleted by pruning: {@code prune: disabled}, or excluded. */
  public boolean isProtectedFromPruning(KubeObject object) {
    return says(object, "prune", "disabled") || isExcluded(object);
  }

  /** Not decrypted: {@code decrypt: disabled}. */
  public boolean isNotDecrypted(KubeObject object) {
    return says(object, "decrypt", "disabled");
  }

  private boolean says(KubeObject object, String key, String value) {
    String fullKey = group + "/" + key;
    return value.equalsIgnoreCase(object.labels().get(fullKey))
        || value.equalsIgnoreCase(object.annotations().get(fullKey));
  }
}
