package dev.millrace.apply.plan;

import dev.millrace.apply.drift.IgnoreRules;

/**
 * By what rules a plan is made.
 *
 * @param manager the field manager that applies
 * @param controls how objects say how they want to be treated
 * @param owner whose the objects are
 * @param takeOver what other writers left behind
 * @param ignored which fields are left to others
 * @param force whether objects that cannot be changed are made anew
 */
public record PlanRules(
    String manager,
    ObjectControls controls,
    OwnerLabels owner,
    TakeOver takeOver,
    IgnoreRules ignored,
    boolean force) {}
