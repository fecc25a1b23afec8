package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.e2e.process.Controller;

/** The receiver of notifications answers with 500 for a while. */
record DeafChat() implements Disturbance {
  private static final int TIMES = 5;

  @Override
  public String title() {
    return "a chat that answers 500";
  }

  @Override
  public String subject() {
    return Controller.NOTIFICATION.program();
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) {
    ensemble.chat().miss(TIMES);
    return new Running() {
      @Override
      public int hits() {
        return TIMES - ensemble.chat().stillMissing();
      }

      @Override
      public void end() {
        ensemble.chat().miss(0);
      }
    };
  }
}
