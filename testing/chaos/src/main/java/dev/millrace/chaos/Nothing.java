package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;

/** No disturbance: shows that two plays end the same without one. */
record Nothing() implements Disturbance {
  @Override
  public String title() {
    return "nothing";
  }

  @Override
  public String subject() {
    return "all";
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) {
    return new Running() {
      @Override
      public int hits() {
        return 1;
      }

      @Override
      public void end() {}
    };
  }
}
