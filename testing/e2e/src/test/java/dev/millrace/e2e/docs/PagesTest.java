package dev.millrace.e2e.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every command of the documentation runs, except for those that can't, each for a reason. */
class PagesTest {
  private static final Map<String, String> NOT_RUN =
      Map.of(
          "tutorial/first-steps.md", "starts the demo, on which the rest of the page is run",
          "how-to/encrypt-with-sops.md", "needs the programs age-keygen and sops",
          "how-to/move-from-argocd.md", "needs a cluster with Argo CD in it",
          "how-to/roll-back.md", "needs the programs flux and helm",
          "how-to/status-page.md", "port-forward needs a node that runs containers",
          "reference/kustomize-engine.md", "measures for minutes",
          "how-to/use-a-private-git-repository.md",
              "asks a Git server on the internet for its key");

  @Test
  void onlyCommandsWithAReasonAreNotRun() {
    Set<String> pages =
        Page.all().stream()
            .filter(page -> page.blocks().stream().anyMatch(PagesTest::isNotRun))
            .map(Page::name)
            .collect(toSet());

    assertThat(pages).isEqualTo(NOT_RUN.keySet());
  }

  @Test
  void eachPageHasAtMostOneBlockThatIsNotRun() {
    assertThat(Page.all())
        .allSatisfy(
            page ->
                assertThat(page.blocks().stream().filter(PagesTest::isNotRun).count())
                    .as(page.name())
                    .isLessThan(2));
  }

  private static boolean isNotRun(Page.Block block) {
    return block.language().equals("console");
  }
}
