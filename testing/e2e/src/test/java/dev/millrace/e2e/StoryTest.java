package dev.millrace.e2e;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.millrace.e2e.story.Progress;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Story;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The acceptance test: the demo's story on a real API server, with five real processes. */
class StoryTest {
  private static Stage stage;

  @BeforeAll
  static void openStage() throws InterruptedException {
    stage = Stage.open(Progress.silent());
  }

  @AfterAll
  static void closeStage() {
    if (stage != null) {
      stage.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> tellsTheWholeStory() {
    return Story.steps().stream().map(step -> dynamicTest(step.title(), () -> step.play(stage)));
  }
}
