package dev.millrace.controller.source.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.extensions.ArtifactGeneratorSpec;
import dev.millrace.api.extensions.ArtifactGeneratorStatus;
import dev.millrace.api.extensions.CopyOperation;
import dev.millrace.api.extensions.GeneratedArtifact;
import dev.millrace.api.extensions.GeneratorSource;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.CommonMetadata;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.artifact.fetch.FetchOptions;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.reference.NamespaceRule;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ArtifactGeneratorPipelineTest {
  private static final CommonMetadata METADATA =
      new CommonMetadata(Map.of("note", "n"), Map.of("team", "shop"));

  @TempDir private Path folder;
  private final GitRepository git = new GitRepository();
  private final FakeObjects objects = new FakeObjects();
  private StoragePlace storage;

  @BeforeEach
  void prepare() throws Exception {
    storage = new StoragePlace(folder);
    git.setMetadata(new ObjectMetaBuilder().withName("git").withNamespace("apps").build());
    push("main@sha1:1", Map.of("web/a.yaml", "a: 1", "api/b.yaml", "b: 1"));
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  @Test
  void offersWhatItComposed() {
    var harness = harness(spec("", artifact("web", "@git/web/**")));
    harness.reconcile();
    ExternalArtifact offered = objects.get("web");
    Artifact artifact = offered.artifact().orElseThrow();
    assertThat(artifact.revision()).isEqualTo("latest@" + artifact.digest());
    assertThat(artifact.path()).matches("externalartifact/apps/web/[0-9]+\\.tar\\.gz");
    assertThat(folder.resolve(artifact.path())).exists();
    assertThat(offered.getMetadata().getLabels())
        .containsEntry("team", "shop")
        .containsEntry("app.kubernetes.io/managed-by", "source-watcher")
        .containsEntry("source.extensions.fluxcd.io/generator", "uid-gen");
    assertThat(offered.status().conditions()).allMatch(condition -> condition.holds());
    assertThat(harness.conditions()).containsExactly("Ready=True/Succeeded");
    assertThat(harness.message("Ready"))
        .isEqualTo("reconciliation succeeded, generated 1 artifact(s)");
    assertThat(harness.status().inventory()).hasSize(1);
    assertThat(harness.notices())
        .extracting(Notice::message)
        .containsExactly("external artifacts reconciled: apps/web (" + artifact.digest() + ")");
  }

  @Test
  void doesNothingUntilASourceChangesOrAnArtifactIsDamaged() throws Exception {
    var harness = harness(spec("", artifact("web", "@git/web/**")));
    harness.reconcile();
    harness.reconcile();
    assertThat(objects.applied).isEqualTo(1);
    push("main@sha1:2", Map.of("web/a.yaml", "a: 2"));
    harness.reconcile();
    assertThat(objects.applied).isEqualTo(2);
    Files.writeString(
        folder.resolve(objects.get("web").artifact().orElseThrow().path()), "damaged");
    harness.reconcile();
    assertThat(objects.applied).isEqualTo(3);
  }

  @Test
  void takesTheRevisionsOfASource() {
    var wanted = new GeneratedArtifact("web", "@git", "@git", List.of(copy("@git/web/**")));
    harness(spec("", wanted)).reconcile();
    Artifact artifact = objects.get("web").artifact().orElseThrow();
    assertThat(artifact.revision()).isEqualTo("main@sha1:1");
    assertThat(artifact.metadata())
        .isEqualTo(Map.of("org.opencontainers.image.revision", "origin main@sha1:1"));
  }

  @Test
  void makesOneArtifactForEachFolderAndRemovesThoseOfFoldersThatWent() throws Exception {
    var harness = harness(spec("@git/{app}", artifact("app-{app}", "@git/{app}/**")));
    harness.reconcile();
    assertThat(objects.names()).containsExactly("app-api", "app-web");
    assertThat(objects.get("app-web").getMetadata().getLabels()).containsEntry("app", "web");
    push("main@sha1:2", Map.of("web/a.yaml", "a: 1"));
    harness.reconcile();
    assertThat(objects.names()).containsExactly("app-web");
    assertThat(folder.resolve("externalartifact/apps/app-api")).doesNotExist();
  }

  @Test
  void deletionRemovesObjectsAndFiles() {
    var harness = harness(spec("", artifact("web", "@git/web/**")));
    harness.reconcile();
    harness.delete();
    harness.reconcile();
    assertThat(objects.names()).isEmpty();
    assertThat(folder.resolve("externalartifact/apps/web")).doesNotExist();
  }

  @Test
  void aFailedBuildKeepsWhatIsOffered() {
    var harness = harness(spec("", artifact("web", "@git/web/**")));
    harness.reconcile();
    Artifact before = objects.get("web").artifact().orElseThrow();
    harness.edit(object -> object.setSpec(spec("", artifact("web", "@git/none/**"))));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/BuildFailed");
    assertThat(harness.message("Ready")).startsWith("web build failed: ").contains("none/**");
    assertThat(objects.get("web").artifact()).contains(before);
  }

  @Test
  void aSourceThatIsNotThereIsWaitedFor() {
    var other = new GeneratorSource("other", "GitRepository", "none", null);
    var harness =
        harness(
            new ArtifactGeneratorSpec(
                List.of(other), List.of(artifact("web", "@other/**")), null, METADATA));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/SourceFetchFailed");
    assertThat(harness.message("Ready"))
        .isEqualTo("fetch sources failed: source 'GitRepository/apps/none' not found");
  }

  @Test
  void specsThatMakeNoSenseStall() {
    var twice = harness(spec("", artifact("web", "@git/web"), artifact("web", "@git/api")));
    twice.reconcile();
    assertThat(twice.conditions()).contains("Stalled=True/ValidationFailed");
    var pattern = harness(spec("@git/{a}/{a}", artifact("{a}", "@git/{a}")));
    pattern.reconcile();
    assertThat(pattern.conditions()).contains("Stalled=True/BuildFailed");
  }

  @Test
  void otherNamespacesAreOffLimitsWhenTheControllerSaysSo() {
    var foreign = new GeneratorSource("git", "GitRepository", "git", "other");
    var harness =
        harness(
            new ArtifactGeneratorSpec(
                List.of(foreign), List.of(artifact("web", "@git/web")), null, METADATA));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/AccessDenied");
  }

  private void push(String revision, Map<String, String> files) throws Exception {
    ArchiveTree.Builder tree = ArchiveTree.builder();
    files.forEach(
        (path, text) -> tree.add(ArchiveEntry.file(path, text.getBytes(StandardCharsets.UTF_8))));
    Artifact artifact =
        storage
            .keeper()
            .publishArchive(
                git,
                revision.substring(revision.indexOf(':') + 1) + ".tar.gz",
                revision,
                Map.of("org.opencontainers.image.revision", "origin " + revision),
                tree.build());
    git.setStatus(GitRepositoryStatus.builder().artifact(artifact).build());
  }

  private static ArtifactGeneratorSpec spec(String pattern, GeneratedArtifact... artifacts) {
    var source = new GeneratorSource("git", "GitRepository", "git", null);
    return new ArtifactGeneratorSpec(List.of(source), List.of(artifacts), pattern, METADATA);
  }

  private static GeneratedArtifact artifact(String name, String from) {
    return new GeneratedArtifact(name, null, null, List.of(copy(from)));
  }

  private static CopyOperation copy(String from) {
    return new CopyOperation(from, "@artifact/", List.of(), "Overwrite");
  }

  private ReconcileHarness<ArtifactGenerator, ArtifactGeneratorStatus> harness(
      ArtifactGeneratorSpec spec) {
    ArtifactGenerator object = new ArtifactGenerator();
    object.setMetadata(new ObjectMetaBuilder().withName("gen").withNamespace("apps").build());
    object.setSpec(spec);
    var keeper = storage.keeper();
    GeneratorSources sources =
        key -> key.name().equals("git") ? Optional.of(git) : Optional.empty();
    var pipeline =
        new ArtifactGeneratorPipeline(
            keeper,
            new CheckSpec(new NamespaceRule(false)),
            new FetchSources(
                sources,
                keeper,
                new ArtifactFetcher(HttpClient.newHttpClient(), FetchOptions.defaults())),
            new BuildArtifact(keeper),
            new OfferArtifact(objects, Clock.systemUTC()),
            new Inventory(keeper, objects));
    return ReconcileHarness.of(new ArtifactGeneratorKind(), pipeline, object);
  }

  /** Objects in memory. */
  private static final class FakeObjects implements ExternalArtifacts {
    private final Map<String, ExternalArtifact> objects = new TreeMap<>();
    int applied;

    ExternalArtifact get(String name) {
      return Objects.requireNonNull(objects.get(name));
    }

    List<String> names() {
      return List.copyOf(objects.keySet());
    }

    @Override
    public List<ExternalArtifact> ofGenerator(String namespace, String generatorUid) {
      return List.copyOf(objects.values());
    }

    @Override
    public void apply(ExternalArtifact wanted) {
      applied++;
      objects.put(wanted.getMetadata().getName(), wanted);
    }

    @Override
    public void delete(String namespace, String name) {
      objects.remove(name);
    }
  }
}
