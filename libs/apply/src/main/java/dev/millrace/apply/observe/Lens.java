package dev.millrace.apply.observe;

import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.plan.TakeOver;

/**
 * How objects are looked at.
 *
 * @param manager the field manager that applies
 * @param takeOver what other writers leave behind and is drift, too
 * @param rules what it means to be well
 */
record Lens(String manager, TakeOver takeOver, HealthRules rules) {}
