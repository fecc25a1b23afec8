package dev.millrace.e2e;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.story.Progress;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.e2e.story.Story;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The story again, while the controllers are killed one after the other: it ends the same. */
class KilledControllersTest {
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
  Stream<DynamicTest> tellsTheSameStory() {
    return Story.steps().stream()
        .map(step -> dynamicTest(step.title(), () -> playWhileKilling(step)));
  }

  private static void playWhileKilling(Step step) throws Exception {
    try (ExecutorService killer = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> killing =
          killer.submit(
              () -> {
                for (Controller controller : stage.cast()) {
                  stage.killAndRestart(controller);
                }
                return null;
              });
      step.play(stage);
      killing.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a controller did not come back after it was killed", e.getCause());
    }
  }
}
