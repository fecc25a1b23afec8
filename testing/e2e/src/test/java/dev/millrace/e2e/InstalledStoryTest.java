package dev.millrace.e2e;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.millrace.e2e.install.Manifests;
import dev.millrace.e2e.story.Progress;
import dev.millrace.e2e.story.SecretsStaySecret;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Story;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/** The story with the rights and flags of the multi-tenant installation, and no others. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledStoryTest {
  private static Stage stage;

  @BeforeAll
  static void openStage() throws InterruptedException {
    stage = Stage.open(Progress.silent(), Manifests.ofOverlay("multi-tenant"));
  }

  @AfterAll
  static void closeStage() {
    if (stage != null) {
      stage.close();
    }
  }

  @Order(1)
  @TestFactory
  Stream<DynamicTest> tellsTheSameStory() {
    return Story.steps().stream().map(step -> dynamicTest(step.title(), () -> step.play(stage)));
  }

  @Order(2)
  @Test
  void row7Row26Row27Row49NoSecretIsTold() throws InterruptedException {
    new SecretsStaySecret().play(stage);
  }
}
