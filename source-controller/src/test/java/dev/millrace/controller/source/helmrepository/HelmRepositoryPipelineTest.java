package dev.millrace.controller.source.helmrepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.HelmRepositorySpec;
import dev.millrace.api.source.HelmRepositoryStatus;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.runtime.event.Notice;
import dev.millrace.safety.http.Download;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.servers.ChartRepository;
import dev.millrace.servers.Login;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class HelmRepositoryPipelineTest {
  private static final Login LOGIN = new Login("reader", "s3cret");

  @TempDir private Path folder;
  private final FakeSecrets secrets = new FakeSecrets();
  private final ChartRepository open = ChartRepository.start();
  private final ChartRepository closed = ChartRepository.start(0, LOGIN);

  private StoragePlace storage;

  @BeforeEach
  void publish() {
    storage = new StoragePlace(folder);
    open.publish("shop", "1.0.0", new byte[] {1});
    closed.publish("shop", "1.0.0", new byte[] {1});
  }

  @AfterEach
  void stop() {
    open.close();
    closed.close();
    storage.close();
  }

  @Test
  void row7ALoginInTheUrlIsUsedAndNotShown() {
    String address = closed.address().toString().replace("http://", "http://reader:s3cret@");
    var harness = harness(repository(address, null));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    assertThat(harness.status() + " " + harness.notices()).doesNotContain("s3cret");
  }

  @Test
  void storesTheIndexAsArtifact() throws Exception {
    var harness = harness(repository(open.address().toString(), null));
    var next = harness.reconcile();

    var artifact = artifact(harness);
    assertThat(artifact.path()).matches("helmrepository/apps/charts/index-[0-9a-f]{64}\\.yaml");
    assertThat(artifact.url()).isEqualTo("http://storage.test/" + artifact.path());
    assertThat(artifact.revision()).matches("sha256:[0-9a-f]{64}");
    assertThat(Files.readString(folder.resolve(artifact.path()))).contains("\"shop\"");
    assertThat(harness.status().url())
        .isEqualTo("http://storage.test/helmrepository/apps/charts/index.yaml");
    assertThat(harness.conditions())
        .containsExactly("Ready=True/Succeeded", "ArtifactInStorage=True/Succeeded");
    assertThat(harness.message("Ready"))
        .isEqualTo("stored artifact: revision '" + artifact.revision() + "'");
    assertThat(harness.notices()).extracting(Notice::reason).containsExactly("NewArtifact");
    assertThat(harness.notices().getFirst().metadata())
        .containsEntry("revision", artifact.revision())
        .containsEntry("digest", artifact.digest());
    assertThat(next).contains(Duration.ofMinutes(10));
  }

  @Test
  void anUnchangedIndexCostsNothing() throws Exception {
    var harness = harness(repository(open.address().toString(), null));
    harness.reconcile();
    int writes = harness.statusWrites();
    harness.reconcile();
    assertThat(harness.statusWrites()).isEqualTo(writes);
    assertThat(harness.notices()).hasSize(1);
  }

  @Test
  void aNewChartMakesANewArtifact() throws Exception {
    var harness = harness(repository(open.address().toString(), null));
    harness.reconcile();
    String first = artifact(harness).revision();
    open.publish("shop", "1.1.0", new byte[] {2});
    harness.reconcile();
    assertThat(artifact(harness).revision()).isNotEqualTo(first);
    assertThat(harness.notices()).hasSize(2);
  }

  @Test
  void keepsTheOldArtifactWhenTheServerIsAway() throws Exception {
    var harness = harness(repository(open.address().toString(), null));
    harness.reconcile();
    var artifact = artifact(harness);
    open.close();
    var next = harness.reconcile();
    assertThat(artifact(harness)).isEqualTo(artifact);
    assertThat(folder.resolve(artifact.path())).exists();
    assertThat(harness.conditions())
        .containsExactly(
            "Reconciling=True/ProgressingWithRetry",
            "Ready=False/Failed",
            "ArtifactInStorage=True/Succeeded",
            "FetchFailed=True/Failed");
    assertThat(harness.message("Ready")).startsWith("failed to fetch Helm repository index: ");
    assertThat(next).contains(Duration.ofMillis(750));
  }

  @Test
  void aLostArtifactIsMadeAgain() throws Exception {
    var harness = harness(repository(open.address().toString(), null));
    harness.reconcile();
    Path file = folder.resolve(artifact(harness).path());
    Files.delete(file);
    harness.reconcile();
    assertThat(file).exists();
  }

  @Test
  void aTamperedArtifactIsToldAndMadeAgain() throws Exception {
    var harness = harness(repository(open.address().toString(), null));
    harness.reconcile();
    Path file = folder.resolve(artifact(harness).path());
    Files.writeString(file, "{}");
    harness.reconcile();
    assertThat(Files.readString(file)).contains("shop");
    assertThat(harness.notices()).extracting(Notice::reason).contains("ArtifactVerificationFailed");
  }

  @Test
  void logsInWithTheSecret() throws Exception {
    secrets.put("apps", "login", Map.of("username", "reader", "password", "s3cret"));
    var harness = harness(repository(closed.address().toString(), "login"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
  }

  @Test
  void wrongCredentialsFailWithoutShowingThem() throws Exception {
    secrets.put("apps", "login", Map.of("username", "reader", "password", "wr0ng"));
    var harness = harness(repository(closed.address().toString(), "login"));
    harness.reconcile();
    assertThat(harness.message("Ready")).contains("answered 401").doesNotContain("wr0ng");
  }

  @Test
  void aMissingSecretIsNamed() throws Exception {
    var harness = harness(repository(open.address().toString(), "login"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready"))
        .isEqualTo("failed to get authentication secret 'apps/login': it does not exist");
  }

  @Test
  void halfALoginIsRefused() throws Exception {
    secrets.put("apps", "login", Map.of("username", "reader"));
    var harness = harness(repository(open.address().toString(), "login"));
    harness.reconcile();
    assertThat(harness.message("Ready")).contains("must have both username and password");
  }

  @Test
  void anUnusableUrlStalls() throws Exception {
    var harness = harness(repository("oci://registry.test/charts", null));
    assertThat(harness.reconcile()).isEmpty();
    assertThat(harness.conditions())
        .containsExactly(
            "Stalled=True/URLInvalid", "Ready=False/URLInvalid", "FetchFailed=True/URLInvalid");
  }

  @Test
  void deletionRemovesTheFiles() throws Exception {
    var harness = harness(repository(open.address().toString(), null));
    harness.reconcile();
    harness.delete();
    harness.reconcile();
    assertThat(folder.resolve("helmrepository/apps/charts")).doesNotExist();
    assertThat(harness.object().getMetadata().getFinalizers()).isEmpty();
  }

  @Test
  void aRepositoryThatBecomesARegistryIsStatic() throws Exception {
    var harness = harness(repository(open.address().toString(), null));
    harness.reconcile();
    harness.edit(object -> object.setSpec(spec("oci://registry.test/charts", "oci", null)));
    harness.reconcile();
    assertThat(harness.object().getMetadata().getFinalizers()).isEmpty();
    assertThat(harness.conditions()).isEmpty();
    assertThat(folder.resolve("helmrepository/apps/charts")).doesNotExist();
  }

  private ReconcileHarness<HelmRepository, HelmRepositoryStatus> harness(HelmRepository object) {
    var pipeline =
        new HelmRepositoryPipeline(
            storage.keeper(),
            new ResolveAccess(secrets),
            new FetchIndex(new Download("test", EgressPolicy.open()), 1_000_000));
    return ReconcileHarness.of(new HelmRepositoryKind(), pipeline, object);
  }

  private static Artifact artifact(ReconcileHarness<HelmRepository, HelmRepositoryStatus> of) {
    return of.object().artifact().orElseThrow();
  }

  private static HelmRepository repository(String url, @Nullable String secret) {
    HelmRepository repository = new HelmRepository();
    repository.setMetadata(
        new ObjectMetaBuilder().withName("charts").withNamespace("apps").build());
    repository.setSpec(spec(url, "default", secret));
    return repository;
  }

  private static HelmRepositorySpec spec(String url, String type, @Nullable String secret) {
    return new HelmRepositorySpec(
        url,
        type,
        new GoDuration("10m"),
        new GoDuration("5s"),
        secret == null ? null : new LocalObjectReference(secret),
        null,
        false,
        "generic",
        false,
        false,
        null);
  }
}
