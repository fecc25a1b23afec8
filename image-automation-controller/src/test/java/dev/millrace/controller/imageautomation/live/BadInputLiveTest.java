package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.source.GitRepository;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What hostile or broken surroundings lead to: a clear condition, and nothing half-changed. */
@ExtendWith(SharedWorld.class)
class BadInputLiveTest {
  private final World world;
  private final Shop shop;

  BadInputLiveTest(World world) {
    this.world = world;
    this.shop = new Shop(world);
    shop.repository().commit("First", Map.of(Shop.FILE, shop.deployment("1.0.0")));
    shop.source("");
  }

  @Test
  void row19BoundsATagListThatNeverEnds() {
    try (ScriptedServer registry = ScriptedServer.start(BadInputLiveTest::endlessTags)) {
      scan(registry, "5m");
      awaitScan("ReadOperationFailed", "limit");
    }
  }

  @Test
  void stopsWhenPagesLeadInACircle() {
    try (ScriptedServer registry = ScriptedServer.start(BadInputLiveTest::circle)) {
      scan(registry, "5m");
      awaitScan("ReadOperationFailed", "page");
    }
  }

  @Test
  void boundsTheNumberOfTagsOverAllPages() {
    try (ScriptedServer registry = ScriptedServer.start(BadInputLiveTest::manyPages)) {
      scan(registry, "5m");
      awaitScan("ReadOperationFailed", "tags");
    }
  }

  @Test
  void saysThatARegistryCannotBeReached() {
    ScriptedServer registry = ScriptedServer.start(BadInputLiveTest::circle);
    registry.close();
    scan(registry, "5m");
    awaitScan("ReadOperationFailed", registry.host());
  }

  @Test
  void namesImagesAndExclusionsThatAreWronglyWritten() {
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: web}
        spec: {image: 'https://example.com/web', interval: 5m}
        """);
    awaitScan("ImageURLInvalid", "should not include URL scheme; remove 'https://'");
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: web}
        spec: {image: example.com/web, interval: 5m, exclusionList: ['(']}
        """);
    awaitScan("ReadOperationFailed", "exclusionList");
  }

  @Test
  void policiesStallWithARepositoryThatNamesNoImageUntilItDoes() {
    shop.release("web", "1.0.0");
    image("https://" + shop.image("web"));
    awaitScan("ImageURLInvalid", "remove 'https://'");
    shop.apply(policy("semver: {range: '>=1.0.0'}"));
    awaitPolicy("Stalled", "ImageURLInvalid", "remove 'https://'");
    image(shop.image("web"));
    awaitPolicy("Ready", "Succeeded", "resolved to 1.0.0");
  }

  @Test
  void policiesWithWrongRulesStall() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.apply(policy("semver: {range: 'not a range'}"));
    awaitPolicy("Stalled", "InvalidPolicy", "invalid policy: spec.policy.semver.range");
  }

  @Test
  void policiesSayThatNoTagFits() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.apply(policy("semver: {range: '>=7.0.0'}"));
    awaitPolicy(
        "Ready", "Failure", "unable to determine latest version from provided list: none of");
  }

  @Test
  void skipsFilesThatAreNoYamlAndNamesThem() {
    String template =
        "image: {{ .Values.image }} # {\"$imagepolicy\": \"%s:web\"}\n".formatted(shop.namespace());
    shop.repository().commit("Template", Map.of("apps/template.yaml", template + "  - : ]\n"));
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "", "");
    shop.awaitPush("main", ":1.1.0");
    assertThat(shop.repository().read("main", "apps/template.yaml").orElseThrow())
        .startsWith(template);
    shop.runAgain();
    shop.awaitAutomation("Succeeded", "'apps/template.yaml' has markers but is no valid YAML");
  }

  @Test
  void namesPoliciesThatMarkersAskForInVain() {
    String marked = "image: a:1 # {\"$imagepolicy\": \"%s:gone\"}\n".formatted(shop.namespace());
    shop.repository().commit("Marker", Map.of("apps/gone.yaml", marked));
    shop.release("web", "1.0.0");
    shop.automation("", "", "");
    ImageUpdateAutomation automation =
        shop.awaitAutomation(
            "Succeeded",
            "'apps/gone.yaml' has a marker for the ImagePolicy '%s/gone', which does not exist"
                .formatted(shop.namespace()));
    assertThat(automation.status().lastPushCommit()).isNull();
    assertThat(shop.repository().read("main", "apps/gone.yaml")).contains(marked);
  }

  @Test
  void reportsAProtectedBranchAndLeavesItAlone() {
    String head = shop.repository().head("main").orElseThrow();
    shop.repository().pushes().protect("refs/heads/main");
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "push: {branch: main, refspec: 'HEAD:refs/heads/copy'}", "");
    shop.awaitAutomation(
        "GitOperationFailed",
        "failed to update source: failed to push to remote: unable to push to",
        "Protected branch");
    assertThat(shop.repository().head("main")).contains(head);
    assertThat(shop.repository().head("copy")).isEmpty();
  }

  @Test
  void startsAgainWhenOthersPushInBetween() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.repository()
        .pushes()
        .beforeNext(() -> shop.repository().commit("Meanwhile", Map.of("other.yaml", "a: 1\n")));
    shop.automation("", "", "");
    shop.awaitPush("main", ":1.1.0");
    assertThat(shop.repository().read("main", "other.yaml")).contains("a: 1\n");
    assertThat(shop.events()).noneMatch(notice -> notice.reason().equals("GitOperationFailed"));
  }

  @Test
  void neverOverwritesWhatARefspecLeadsTo() {
    String theirs = shop.repository().commit("copy", "Theirs", Map.of("a.yaml", "a: 1\n"));
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "push: {branch: images, refspec: 'HEAD:refs/heads/copy'}", "");
    shop.awaitAutomation(
        "GitOperationFailed",
        "failed to update source: failed to push to remote: unable to push to",
        "non-fast-forward");
    assertThat(shop.repository().head("copy")).contains(theirs);
    assertThat(shop.repository().head("images")).isEmpty();
  }

  @Test
  void row3RefusesPathsThatLeadOut() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "", "update: {path: ../../etc}");
    shop.awaitAutomation(
        "UpdateFailed", "failed to apply policies: spec.update.path '../../etc' leads out");
    shop.automation("", "", "update: {path: missing}");
    shop.awaitAutomation(
        "UpdateFailed", "failed to apply policies: spec.update.path 'missing' is neither");
  }

  @Test
  void refusesSelectorsThatMeanNothing() {
    shop.automation(
        "", "", "policySelector: {matchExpressions: [{key: team, operator: Like, values: [a]}]}");
    ImageUpdateAutomation stalled =
        shop.awaitAutomation("InvalidPolicySelector", "failed to parse policy selector:", "'Like'");
    assertThat(stalled.status().conditions()).anyMatch(each -> each.type().equals("Stalled"));
    shop.automation("", "", "policySelector: {matchLabels: {team: 'two words'}}");
    shop.awaitAutomation(
        "InvalidPolicySelector", "failed to parse policy selector:", "found 'words'");
  }

  @Test
  void saysWhichRepositoryIsMissing() {
    world
        .cluster()
        .client()
        .resources(GitRepository.class)
        .inNamespace(shop.namespace())
        .withName("shop")
        .delete();
    shop.automation("", "", "");
    ImageUpdateAutomation failed =
        shop.awaitAutomation(
            "SourceManagerFailed",
            "failed configuring source manager: referenced git repository does not exist",
            shop.namespace() + "/shop' not found");
    assertThat(failed.status().lastAutomationRunTime()).isNotNull();
  }

  @Test
  void saysThatABranchIsMissing() {
    shop.automation("", "checkout: {ref: {branch: gone}}", "");
    shop.awaitAutomation("GitOperationFailed", "failed to checkout source: ", "gone");
  }

  @Test
  void refusesRefspecsThatPushSomethingElse() {
    shop.automation("", "push: {refspec: 'refs/heads/other:refs/heads/main'}", "");
    shop.awaitAutomation("InvalidSourceConfiguration", "refs/heads/other");
  }

  @Test
  void refusesRefspecsThatOverwriteOrDelete() {
    shop.automation("", "push: {refspec: '+HEAD:refs/heads/copy'}", "");
    shop.awaitAutomation(
        "InvalidSourceConfiguration", "push refspec must not specify a force update");
    shop.automation("", "push: {refspec: ':refs/heads/copy'}", "");
    shop.awaitAutomation("InvalidSourceConfiguration", "push refspec must not specify a deletion");
  }

  private static String policy(String rule) {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImagePolicy
    metadata: {name: wrong}
    spec:
      imageRepositoryRef: {name: web}
      policy: {%s}
    """
        .formatted(rule);
  }

  private void image(String image) {
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: web}
        spec: {image: '%s', interval: 1h, insecure: true}
        """
            .formatted(image));
  }

  private void awaitPolicy(String type, String reason, String text) {
    world
        .cluster()
        .await(
            ImagePolicy.class,
            shop.namespace(),
            "wrong",
            policy -> hasCondition(policy.status().conditions(), type, reason, text));
  }

  private void scan(ScriptedServer registry, String interval) {
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: web}
        spec: {image: %s/web, interval: %s, insecure: true}
        """
            .formatted(registry.host(), interval));
  }

  private void awaitScan(String reason, String text) {
    world
        .cluster()
        .await(
            ImageRepository.class,
            shop.namespace(),
            "web",
            repository ->
                hasCondition(repository.status().conditions(), "Ready", reason, text)
                    && Conditions.find(repository.status().conditions(), "Ready")
                        .filter(
                            ready ->
                                ready.observedGeneration()
                                    == repository.getMetadata().getGeneration())
                        .isPresent());
  }

  private static boolean hasCondition(
      List<Condition> conditions, String type, String reason, String text) {
    return Conditions.find(conditions, type)
        .filter(found -> found.reason().equals(reason) && found.message().contains(text))
        .isPresent();
  }

  private static boolean isPing(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/v2/")) {
      ScriptedServer.reply(exchange, 200, "{}");
      return true;
    }
    return false;
  }

  private static void endlessTags(HttpExchange exchange) throws IOException {
    if (isPing(exchange)) {
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("{\"name\":\"web\",\"tags\":[\"a\"".getBytes(StandardCharsets.UTF_8));
      byte[] more = ",\"1.0.0\"".repeat(10_000).getBytes(StandardCharsets.UTF_8);
      while (true) {
        body.write(more);
      }
    }
  }

  private static void circle(HttpExchange exchange) throws IOException {
    if (!isPing(exchange)) {
      exchange
          .getResponseHeaders()
          .set("Link", "</v2/web/tags/list?last=1.0.0&n=1000>; rel=\"next\"");
      ScriptedServer.reply(exchange, 200, "{\"name\":\"web\",\"tags\":[\"1.0.0\"]}");
    }
  }

  private static void manyPages(HttpExchange exchange) throws IOException {
    if (!isPing(exchange)) {
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      int page = query.contains("page=") ? Integer.parseInt(query.replaceAll(".*page=", "")) : 0;
      exchange
          .getResponseHeaders()
          .set("Link", "</v2/web/tags/list?page=%d>; rel=\"next\"".formatted(page + 1));
      StringBuilder tags = new StringBuilder("\"p" + page + "\"");
      for (int i = 0; i < 20_000; i++) {
        tags.append(",\"").append(page).append('.').append(i).append(".0\"");
      }
      ScriptedServer.reply(exchange, 200, "{\"name\":\"web\",\"tags\":[" + tags + "]}");
    }
  }
}
