package dev.millrace.controller.imageautomation.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestsTest {
  private static final Proposal PROPOSAL =
      Proposal.of("images", "main", "Update web\n\nweb: 1.0.0 -> 1.1.0\n");
  private static final Map<String, String> URLS =
      Map.of(
          "github", "https://github.com/shop/web.git",
          "gitlab", "https://gitlab.example.com/group/shop/web.git",
          "gitea", "https://gitea.example.com/shop/web",
          "bitbucket", "https://bitbucket.org/shop/web.git",
          "azuredevops", "https://dev.azure.com/shop/infra/_git/web");

  private final FakeForge forge = new FakeForge();
  private final PullRequests requests =
      new PullRequests((_, _) -> Optional.empty(), GeneralReason.FAILED);

  @AfterEach
  void stop() {
    forge.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab", "gitea", "bitbucket", "azuredevops"})
  void opensOneAndLeavesItAloneWhileItSaysTheSame(String name) throws Exception {
    requests.propose(automation(name), repository(name), PROPOSAL);
    assertThat(forge.changes()).hasSize(1);
    assertThat(forge.changes().getFirst().line())
        .isEqualTo(
            switch (name) {
              case "github", "gitea" -> "POST /repos/shop/web/pulls";
              case "gitlab" -> "POST /projects/group%2Fshop%2Fweb/merge_requests";
              case "bitbucket" -> "POST /repositories/shop/web/pullrequests";
              default -> "POST /shop/infra/_apis/git/repositories/web/pullrequests?api-version=7.1";
            });
    assertThat(forge.changes().getFirst().body().toString())
        .contains("Update web", "web: 1.0.0 -> 1.1.0", "images", "main");
    assertThat(forge.changes().getFirst().authorization())
        .isEqualTo(
            switch (name) {
              case "gitlab" -> "t0ken";
              case "gitea" -> "token t0ken";
              case "azuredevops" -> "Basic OnQwa2Vu";
              default -> "Bearer t0ken";
            });

    forge.lists(listed("Update web", "web: 1.0.0 -> 1.1.0"));
    requests.propose(automation(name), repository(name), PROPOSAL);
    assertThat(forge.changes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab", "gitea", "bitbucket", "azuredevops"})
  void bringsTitleAndBodyUpToDate(String name) throws Exception {
    forge.lists(listed("Update web", "web: 1.0.0 -> 1.0.1"));
    requests.propose(automation(name), repository(name), PROPOSAL);
    assertThat(forge.changes()).hasSize(1);
    assertThat(forge.changes().getFirst().line())
        .matches("(PATCH|PUT) .*/(pulls|merge_requests|pullrequests)/7(\\?api-version=7.1)?");
    assertThat(forge.changes().getFirst().body().toString()).contains("web: 1.0.0 -> 1.1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab", "gitea", "bitbucket", "azuredevops"})
  void closesWhatIsOpenAndNothingElse(String name) throws Exception {
    requests.withdraw(automation(name), repository(name), "images", "main");
    assertThat(forge.changes()).isEmpty();
    forge.lists(listed("Update web", ""));
    requests.withdraw(automation(name), repository(name), "images", "main");
    assertThat(forge.changes()).hasSize(1);
    FakeForge.Call close = forge.changes().getFirst();
    assertThat(close.line() + close.body())
        .isEqualTo(
            switch (name) {
              case "github", "gitea" -> "PATCH /repos/shop/web/pulls/7{state=closed}";
              case "gitlab" ->
                  "PUT /projects/group%2Fshop%2Fweb/merge_requests/7{state_event=close}";
              case "bitbucket" -> "POST /repositories/shop/web/pullrequests/7/decline{}";
              default ->
                  "PATCH /shop/infra/_apis/git/repositories/web/pullrequests/7?api-version=7.1{status=abandoned}";
            });
  }

  @Test
  void saysWhatTheForgeAnsweredAndNeverTheToken() {
    forge.failNext(1);
    assertThatThrownBy(() -> requests.propose(automation("github"), repository("github"), PROPOSAL))
        .hasMessageContaining("answered 503 to GET /repos/shop/web/pulls: come back later")
        .hasMessageNotContaining("t0ken");
  }

  @Test
  void needsATokenAndAKnownForge() throws Exception {
    RemoteAccess anonymous =
        RemoteAccess.of(
            GitUrl.parse("https://github.com/shop/web"), new GitCredentials.Anonymous());
    assertThatThrownBy(() -> requests.propose(automation("github"), anonymous, PROPOSAL))
        .hasMessageContaining("pull-request-secret");
    assertThatThrownBy(
            () -> requests.propose(automation("sourcehut"), repository("github"), PROPOSAL))
        .hasMessageContaining("'sourcehut'");
    assertThat(forge.calls()).isEmpty();
  }

  /** In the words of all forges at once. */
  private static Map<String, Object> listed(String title, String body) {
    return Map.of(
        "number",
        7L,
        "iid",
        7L,
        "id",
        7L,
        "pullRequestId",
        7L,
        "title",
        title,
        "body",
        body,
        "description",
        body,
        "head",
        Map.of("ref", "images"),
        "base",
        Map.of("ref", "main"));
  }

  private ObjectMeta automation(String name) {
    return new ObjectMetaBuilder()
        .withNamespace("shop")
        .withName("web")
        .addToAnnotations("millrace.dev/pull-request", name)
        .addToAnnotations("millrace.dev/pull-request-api", forge.address() + "/")
        .build();
  }

  private static RemoteAccess repository(String name) throws GitException {
    return RemoteAccess.of(
        GitUrl.parse(URLS.getOrDefault(name, "")),
        new GitCredentials.Basic("bot", Sensitive.of("t0ken")));
  }
}
