package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.millrace.e2e.commands.Commands;
import dev.millrace.e2e.commands.FluxProgram;
import dev.millrace.e2e.docs.PageRun;
import dev.millrace.e2e.install.Manifests;
import dev.millrace.e2e.monitoring.MetricsPage;
import dev.millrace.e2e.monitoring.Queries;
import dev.millrace.e2e.monitoring.Scrape;
import dev.millrace.e2e.moving.MovesReleases;
import dev.millrace.e2e.moving.MovesSourcesAndKustomizations;
import dev.millrace.e2e.real.RealApplications;
import dev.millrace.e2e.story.Progress;
import dev.millrace.e2e.story.SecretsStaySecret;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.e2e.story.Story;
import dev.millrace.servers.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The acceptance test: the demo's story on a real API server, with five real processes that {@code
 * manifests/install.yaml} gives their rights.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryTest {
  private static Stage stage;

  @BeforeAll
  static void openStage() throws InterruptedException {
    stage = Stage.open(Progress.silent(), Manifests.generated());
  }

  @AfterAll
  static void closeStage() {
    if (stage != null) {
      stage.close();
    }
  }

  @Order(1)
  @TestFactory
  Stream<DynamicTest> tellsTheWholeStory() {
    return tests(Story.steps());
  }

  @Order(2)
  @Test
  void leavesNoPanelAndNoAlertWithoutMetrics() {
    Queries queries = Queries.ofManifests();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(queries.missingFrom(Scrape.of(stage))).isEmpty());
  }

  @Order(2)
  @Test
  void offersOnlyMetricsThatThePageDescribesWithTypesAndLabels() throws Exception {
    Path page = Repository.root().resolve("docs/reference/metrics.md");
    assertThat(new MetricsPage(Files.readString(page)).problems(Scrape.families(stage))).isEmpty();
  }

  @Order(2)
  @TestFactory
  Stream<DynamicTest> servesTheProgramsThatPeopleUse() {
    return tests(Commands.steps());
  }

  @Order(3)
  @Test
  void servesTheFluxProgram() throws InterruptedException {
    Optional<Step> program = FluxProgram.find();
    assumeTrue(program.isPresent(), "FLUX_CLI names no flux program");
    program.get().play(stage);
  }

  @Order(4)
  @Test
  void deploysRealApplications() throws InterruptedException {
    Optional<Step> applications = RealApplications.find();
    assumeTrue(applications.isPresent(), "the conformance cases are not beside this checkout");
    applications.get().play(stage);
  }

  @Order(5)
  @Test
  void row7Row26Row27Row49NoSecretIsTold() throws InterruptedException {
    new SecretsStaySecret().play(stage);
  }

  @Order(6)
  @TestFactory
  Stream<DynamicTest> takesOverWhatFluxLeft() {
    return tests(List.of(new MovesSourcesAndKustomizations(), new MovesReleases()));
  }

  @Order(7)
  @TestFactory
  Stream<DynamicTest> doesWhatTheDocumentationSays() {
    assumeTrue(PageRun.isPossible(), "bash, kubectl or git is not on the PATH");
    return tests(PageRun.all());
  }

  private static Stream<DynamicTest> tests(List<Step> steps) {
    return steps.stream().map(step -> dynamicTest(step.title(), () -> step.play(stage)));
  }
}
