package dev.millrace.helm.action;

/** What becomes of the definitions in a chart's crds/ folder (FLUX.md 4.4). */
public enum CrdPolicy {
  /** They are left alone. */
  SKIP,
  /** Missing ones are created. */
  CREATE,
  /** Missing ones are created, others replaced by the chart's. */
  CREATE_REPLACE
}
