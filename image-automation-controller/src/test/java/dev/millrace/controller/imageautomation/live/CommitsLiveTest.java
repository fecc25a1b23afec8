package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.meta.Condition;
import dev.millrace.git.remote.SignedObject;
import dev.millrace.git.signature.TrustedKeys;
import dev.millrace.runtime.event.Notice;
import dev.millrace.servers.SshKey;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What commits look like and where they go. */
@ExtendWith(SharedWorld.class)
class CommitsLiveTest {
  private final World world;
  private final Shop shop;
  private final String first;

  CommitsLiveTest(World world) {
    this.world = world;
    this.shop = new Shop(world);
    this.first = shop.repository().commit("First", Map.of(Shop.FILE, shop.deployment("1.0.0")));
    shop.source("");
  }

  @Test
  void commitsTheLatestImageOnceAndFetchesNothingMoreAfterwards() {
    shop.release("web", "1.1.0", "1.0.0", "0.9.0");
    shop.automation("", "", "");
    ImageUpdateAutomation pushed = shop.awaitPush("main", ":1.1.0 # {");
    assertThat(shop.pushes())
        .singleElement()
        .asString()
        .isEqualTo(
            "pushed commit '%s' to branch 'main'\nUpdate from image update automation"
                .formatted(Shop.commit(pushed).substring(0, 7)));
    assertThat(pushed.status().observedSourceRevision())
        .isEqualTo("main@sha1:" + Shop.commit(pushed));
    assertThat(shop.events())
        .anySatisfy(
            notice ->
                assertThat(notice.metadata())
                    .containsEntry(Notice.REVISION, pushed.status().observedSourceRevision()));

    assertThat(Shop.ready(shop.runAgain()))
        .extracting(Condition::message)
        .isEqualTo("repository up-to-date");
    int packs = shop.repository().traffic().packs();
    lookAtSourceAgain("30s");
    lookAtSourceAgain("40s");
    assertThat(shop.repository().traffic().packs()).isEqualTo(packs);
  }

  @Test
  void tellsOfAPushWhoseAnswerWasLost() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.repository()
        .pushes()
        .afterNext(
            () -> {
              throw new IllegalStateException("the server ends");
            });
    shop.automation("", "", "");
    ImageUpdateAutomation pushed = shop.awaitPush("main", ":1.1.0 # {");
    assertThat(pushed.status().pendingPush()).isNull();
    assertThat(pushed.status().observedSourceRevision())
        .isEqualTo("main@sha1:" + Shop.commit(pushed));
    assertThat(shop.repository().parentOf(Shop.commit(pushed))).isEqualTo(first);
    assertThat(shop.pushes())
        .singleElement()
        .asString()
        .contains(Shop.commit(pushed).substring(0, 7));
  }

  @Test
  void tellsOfAPushThatAControllerMadeWhichEndedRightAfterIt() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "", "suspend: true");
    String commit =
        shop.repository().commit("By the other", Map.of(Shop.FILE, shop.deployment("1.1.0")));
    shop.pushing(commit);
    shop.automation("", "", "suspend: false");
    ImageUpdateAutomation pushed = shop.awaitPush("main", ":1.1.0");
    assertThat(Shop.commit(pushed)).isEqualTo(commit);
    assertThat(pushed.status().pendingPush()).isNull();
    assertThat(shop.pushes())
        .containsExactly(
            "pushed commit '%s' to branch 'main'\nBy the other".formatted(commit.substring(0, 7)));
  }

  @Test
  void pushesAnewWhatAControllerNeverPushedWhichEndedRightBefore() {
    String lost = "0123456789012345678901234567890123456789";
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "", "suspend: true");
    shop.pushing(lost);
    shop.automation("", "", "suspend: false");
    ImageUpdateAutomation pushed = shop.awaitPush("main", ":1.1.0");
    assertThat(Shop.commit(pushed)).isNotEqualTo(lost);
    assertThat(pushed.status().pendingPush()).isNull();
    assertThat(shop.pushes()).hasSize(1);
  }

  @Test
  void templatesSeeFilesObjectsAndChanges() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation(
        """
        messageTemplateValues: {cluster: blue}
        messageTemplate: |
          {{ .AutomationObject }} on {{ .Values.cluster | upper }}
          {{- range $file, $objects := .Changed.FileChanges }}
          {{ $file }}: {{ len $objects }}
          {{- end }}
          {{- range $resource, $changes := .Changed.Objects }}
          {{ $resource.APIVersion }} {{ $resource.Kind }} {{ $resource.Namespace }}/{{ $resource.Name }}
          {{- range $_, $change := $changes }}
          {{ $change.OldValue }} -> {{ $change.NewValue }} by {{ $change.Setter }}
          {{- end }}
          {{- end }}
          {{ range .Changed.Changes }}{{ .NewValue }}{{ end }}
        """,
        "",
        "");
    shop.awaitPush("main", ":1.1.0");
    String image = shop.image("web");
    assertThat(shop.repository().lastMessage("main").orElseThrow())
        .isEqualTo(
            """
            %1$s/shop on BLUE
            apps/web.yaml: 1
            apps/v1 Deployment shop/web
            %2$s:1.0.0 -> %2$s:1.1.0 by %1$s:web
            %2$s:1.1.0
            """
                .formatted(shop.namespace(), image));
  }

  @Test
  void stallsOnTemplatesWithFieldsOfOlderVersions() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("messageTemplate: '{{ range .Updated.Images }}{{ . }}{{ end }}'", "", "");
    ImageUpdateAutomation stalled =
        shop.awaitAutomation("RemovedTemplateField", "template uses removed '.Updated' field");
    assertThat(stalled.status().conditions()).anyMatch(each -> each.type().equals("Stalled"));
  }

  @Test
  void saysWhatIsWrongWithATemplate() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("messageTemplate: '{{ if }}'", "", "");
    shop.awaitAutomation(
        "GitOperationFailed",
        "failed to update source: unable to create commit message template from spec: ",
        "correct spec.git.commit.messageTemplate");
    shop.automation("messageTemplate: '{{ .Nothing }}'", "", "");
    shop.awaitAutomation(
        "GitOperationFailed", "failed to update source: failed to run template from spec: ");
  }

  @Test
  void signsCommitsWithSshKeys() throws Exception {
    SshKey key = SshKey.generate("ssh-ed25519");
    secret("signing", Map.of("identity", key.identity("open"), "password", "open"));
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("signingKey: {type: ssh, secretRef: {name: signing}}", "", "");
    assertSignedBy(key.publicLine(), shop.awaitPush("main", ":1.1.0"));
  }

  @Test
  void signsCommitsWithPgpKeys() throws Exception {
    PgpKey key = PgpKey.generate("open");
    secret("signing", Map.of("git.asc", key.secretRing(), "passphrase", "open"));
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("signingKey: {secretRef: {name: signing}}", "", "");
    assertSignedBy(key.publicRing(), shop.awaitPush("main", ":1.1.0"));
  }

  @Test
  void saysWhatIsWrongWithASigningKey() {
    secret("signing", Map.of("wrong", "key"));
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("signingKey: {secretRef: {name: signing}}", "", "");
    shop.awaitAutomation(
        "SourceManagerFailed",
        "failed configuring source manager: signing key secret '%s/signing' does not contain a"
                .formatted(shop.namespace())
            + " 'git.asc' key");
    shop.automation("signingKey: {type: ssh, secretRef: {name: none}}", "", "");
    shop.awaitAutomation(
        "SourceManagerFailed",
        "failed configuring source manager: could not find signing key secret '%s/none'"
            .formatted(shop.namespace()));
    assertThat(shop.repository().read("main", Shop.FILE).orElseThrow()).contains(":1.0.0");
  }

  @Test
  void pushesToARefspecToo() throws Exception {
    shop.release("web", "1.1.0", "1.0.0");
    shop.repository()
        .repository()
        .getConfig()
        .setBoolean("receive", null, "advertisePushOptions", true);
    shop.automation("", "push: {refspec: 'HEAD:refs/for/main', options: {topic: images}}", "");
    ImageUpdateAutomation pushed = shop.awaitPush("main", ":1.1.0");
    assertThat(shop.pushes())
        .singleElement()
        .asString()
        .contains("to branch 'main' and refspecs 'HEAD:refs/for/main'");
    assertThat(shop.repository().traffic().pushOptions()).containsExactly("topic=images");
    assertThat(shop.repository().repository().resolve("refs/for/main"))
        .isEqualTo(ObjectId.fromString(Shop.commit(pushed)));
  }

  @Test
  void addsToItsOwnPushBranchAndRebuildsItWhenTheCheckoutMoves() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "push: {branch: images}", "");
    String first = Shop.commit(shop.awaitPush("images", ":1.1.0"));
    assertThat(shop.repository().read("main", Shop.FILE).orElseThrow()).contains(":1.0.0");

    shop.release("web", "1.2.0");
    String second = Shop.commit(shop.awaitPush("images", ":1.2.0"));
    assertThat(shop.repository().parentOf(second)).isEqualTo(first);

    String main = shop.repository().commit("Other", Map.of("other.yaml", "a: 1\n"));
    shop.runAgain();
    String third = shop.repository().head("images").orElseThrow();
    assertThat(shop.repository().parentOf(third)).isEqualTo(main);
    assertThat(shop.repository().read("images", "other.yaml")).contains("a: 1\n");
    assertThat(shop.repository().read("images", Shop.FILE).orElseThrow()).contains(":1.2.0");
  }

  @Test
  void overwritesAPushBranchThatOthersLeftBehind() {
    shop.repository().commit("images", "Stale", Map.of("stale.yaml", "a: 1\n"));
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "push: {branch: images}", "");
    String commit = Shop.commit(shop.awaitPush("images", ":1.1.0"));
    assertThat(shop.repository().parentOf(commit))
        .isEqualTo(shop.repository().head("main").orElseThrow());
    shop.runAgain();
    assertThat(shop.repository().head("images")).contains(commit);
  }

  @Test
  void usesOnlyTheSelectedPoliciesAndThePath() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.release("db", "2.0.0");
    shop.repository()
        .commit(
            "Two",
            Map.of(
                "apps/db.yaml",
                "image: %s:1.0.0 # {\"$imagepolicy\": \"%s:db\"}\n"
                    .formatted(shop.image("db"), shop.namespace()),
                "other/web.yaml",
                shop.deployment("1.0.0")));
    shop.automation(
        "messageTemplate: '{{ range $file, $_ := .Changed.FileChanges }}{{ $file }}{{ end }}'",
        "",
        "policySelector: {matchLabels: {team: web}}\nupdate: {path: ./apps}");
    shop.awaitPush("main", ":1.1.0");
    assertThat(shop.repository().lastMessage("main"))
        .as("files are named as the path sees them")
        .contains("web.yaml");
    assertThat(shop.repository().read("main", "apps/db.yaml").orElseThrow()).contains(":1.0.0");
    assertThat(shop.repository().read("main", "other/web.yaml").orElseThrow()).contains(":1.0.0");
  }

  @Test
  void updatesOneFileWhosePathBeginsWithASlash() {
    shop.release("web", "1.1.0", "1.0.0");
    shop.repository().commit("Two", Map.of("apps/other.yaml", shop.deployment("1.0.0")));
    shop.automation(
        "messageTemplate: '{{ range $file, $_ := .Changed.FileChanges }}{{ $file }}{{ end }}'",
        "",
        "update: {path: /%s}".formatted(Shop.FILE));
    shop.awaitPush("main", ":1.1.0");
    assertThat(shop.repository().lastMessage("main")).contains("web.yaml");
    assertThat(shop.repository().read("main", "apps/other.yaml").orElseThrow()).contains(":1.0.0");
  }

  /** Runs of one object follow each other, so a second look means that the first run is over. */
  private void lookAtSourceAgain(String timeout) {
    int before = shop.repository().traffic().advertisements();
    shop.source("timeout: " + timeout);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> shop.repository().traffic().advertisements() > before);
  }

  private void secret(String name, Map<String, String> data) {
    world
        .cluster()
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(shop.namespace())
                .endMetadata()
                .withStringData(data)
                .build())
        .create();
  }

  private void assertSignedBy(String publicKey, ImageUpdateAutomation pushed) throws IOException {
    byte[] raw =
        shop.repository().repository().open(ObjectId.fromString(Shop.commit(pushed))).getBytes();
    SignedObject commit = SignedObject.commit(raw);
    assertThat(
            TrustedKeys.of(List.of(publicKey), Clock.systemUTC())
                .verify(commit.payload(), commit.signature()))
        .isNotEmpty();
  }
}
