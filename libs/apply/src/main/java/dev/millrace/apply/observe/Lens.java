package dev.millrace.apply.observe;

import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.ObjectControls;
import dev.millrace.apply.plan.TakeOver;

/**
 * How objects are looked at.
 *
 * @param manager the field manager that applies
 * @param takeOver what other writers leave behind and is drift, too
 * @param controls how objects say how they want to be treated
 * @param rules what it means to be well
 */
record Lens(String manager, TakeOver takeOver, ObjectControls controls, HealthRules rules) {

  /** Whether other writers left fields that are to be taken over. */
  boolean findsForeignFields(KubeObject object) {
    return !controls.keepsForeignFields(object)
        && !isLeftAlone(object)
        && takeOver.appliesTo(object);
  }

  /** Whether an object says that nobody cares how it is. */
  boolean isLeftAlone(KubeObject object) {
    return controls.isExcluded(object) || controls.isCreatedOnly(object);
  }
}
