package dev.millrace.e2e.story;

/** Live news about the story, for a person or for nobody. */
public interface Progress {
  /**
   * A server or controller is up.
   *
   * @param begin when its start began, in the time of {@link System#nanoTime()}
   */
  void started(String what, String where, long begin);

  /** A step begins. */
  void step(int number, String title);

  /** Something in a step came true. */
  void happened(String what, String detail, long begin);

  /** Something worth knowing. */
  void note(String text);

  /** Tells nobody. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void started(String what, String where, long begin) {}

      @Override
      public void step(int number, String title) {}

      @Override
      public void happened(String what, String detail, long begin) {}

      @Override
      public void note(String text) {}
    };
  }
}
