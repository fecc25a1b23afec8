package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;

/** Something that goes wrong in the course of a play. */
interface Disturbance {
  /** What happens, in words. */
  String title();

  /** To whom it happens. */
  String subject();

  /** Begins before the play does. */
  Running begin(Ensemble ensemble, Play play) throws InterruptedException;

  /** A disturbance that goes on. */
  interface Running {
    /** How often it really happened so far. */
    int hits();

    /** Makes everything whole again, and waits until it is. */
    void end() throws InterruptedException;
  }
}
