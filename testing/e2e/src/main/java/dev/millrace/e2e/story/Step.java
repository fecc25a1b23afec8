package dev.millrace.e2e.story;

/** One step of the story: does something, and fails unless what should follow does follow. */
public interface Step {
  /** What happens in this step, as a headline. */
  String title();

  /** Plays the step on the stage; throws an {@link AssertionError} when the outcome is wrong. */
  void play(Stage stage) throws InterruptedException;
}
