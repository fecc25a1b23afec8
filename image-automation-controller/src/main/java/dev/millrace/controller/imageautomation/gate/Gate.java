package dev.millrace.controller.imageautomation.gate;

import java.util.Optional;

/** One thing that is checked. */
interface Gate {
  /** The annotation that switches it on; its value says what is wanted. */
  String annotation();

  /**
   * Why a candidate may not be selected; empty when it may.
   *
   * @param wanted the value of the annotation
   * @throws IllegalArgumentException when that is wrongly written
   */
  Optional<String> objection(Candidate candidate, String wanted);
}
