package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.STATE_ERROR;

import dev.millrace.runtime.outcome.ReconcileFailure;

/** How a run ends that can't find out how its release stands. */
final class StateUnknown {
  private StateUnknown() {}

  /** Because its records can't be read or written. */
  static ReconcileFailure because(Exception cause) {
    return because(String.valueOf(cause.getMessage()), cause);
  }

  /**
   * Because of something else.
   *
   * @param why without secret values
   */
  static ReconcileFailure because(String why, Exception cause) {
    return new ReconcileFailure(STATE_ERROR, "Could not determine release state: " + why, cause);
  }
}
