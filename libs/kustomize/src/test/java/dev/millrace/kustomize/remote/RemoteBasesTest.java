package dev.millrace.kustomize.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kustomize.Folder;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteBases.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteBasesTest {
  private static final String MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n";
  private static final String BASE = "https://git.example.com/a/b.git//base?ref=v1";
  private static final String FILE = "https://example.com/settings.yaml";

  private final Map<String, RemoteContent> fetched = new HashMap<>();
  private final Map<String, Wanted> wanted = new HashMap<>();

  @Test
  void buildsAFileOfAnotherHost() {
    fetchedFile(FILE, MAP);
    assertThat(built("resources: ['" + FILE + "']\nnamePrefix: dev-\n").build())
        .isEqualTo(MAP.replace("settings", "dev-settings"));
    assertThat(wanted).containsEntry(FILE, Wanted.FILE);
  }

  @Test
  void buildsAFolderOfARepositoryWithWhatItRefersTo() {
    fetchedFolder(
        BASE,
        "base",
        Folder.empty()
            .file("base/kustomization.yaml", "resources: [../shared]\nnameSuffix: -base\n")
            .file("shared/kustomization.yaml", "resources: [map.yaml]\n")
            .file("shared/map.yaml", MAP));
    assertThat(built("resources: ['" + BASE + "']\n").build())
        .isEqualTo(MAP.replace("settings", "settings-base"));
  }

  @Test
  void takesComponentsPatchesAndGeneratorFilesFromOtherHosts() {
    String component = "https://git.example.com/a/b.git//component";
    fetchedFolder(
        component,
        "component",
        Folder.empty()
            .file(
                "component/kustomization.yaml",
                "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
                    + "namePrefix: part-\n"));
    fetchedFile("https://example.com/patch.yaml", MAP + "data: {patched: \"yes\"}\n");
    fetchedFile("https://example.com/motd", "hello\n");
    String text =
        built(
                """
                resources: [map.yaml]
                components: ['%s']
                patches: [{path: 'https://example.com/patch.yaml'}]
                configMapGenerator:
                - {name: motd, files: ['motd=https://example.com/motd']}
                generatorOptions: {disableNameSuffixHash: true}
                """
                    .formatted(component))
            .file("map.yaml", MAP)
            .build();
    assertThat(text)
        .contains("patched: \"yes\"", "name: part-settings", "motd: |\n    hello", "part-motd");
    assertThat(wanted)
        .containsEntry(component, Wanted.FOLDER)
        .containsEntry("https://example.com/motd", Wanted.FILE);
  }

  @Test
  void namesTheFileOfAnotherHostInProblems() {
    fetchedFolder(
        BASE,
        "base",
        Folder.empty()
            .file("base/kustomization.yaml", "resources: [broken.yaml]\n")
            .file("base/broken.yaml", "kind: ConfigMap\nmetadata: {}\n"));
    assertThat(built("resources: ['" + BASE + "']\n").failure())
        .hasMessageContaining("https://git.example.com/a/b.git//base/broken.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:secret@host/x, https://***@host/x",
    "https://token@host/x?a=b@c, https://***@host/x?a=b@c",
    "git::http://a:b:c@host/x, git::http://***@host/x",
    "ssh://me:secret@host/x, ssh://me:***@host/x",
    "ssh://git@host/x, ssh://git@host/x",
    "https://host/x@y, https://host/x@y"
  })
  void showsNeitherPasswordsNorTokens(String reference, String shown) {
    assertThat(RemoteReference.shown(reference)).isEqualTo(shown);
  }

  @Test
  void repeatsNoPasswordOfAReference() {
    assertThat(built("resources: ['https://me:secret@example.com/x.yaml']\n").failure())
        .hasMessageContaining("https://***@example.com/x.yaml")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void repeatsNoPasswordOfAReferenceThatIsMisused() {
    String base = "https://me:secret@git.example.com/a/b.git";
    fetchedFolder(base, "", Folder.kustomization("resources: []\nnamePrefix: a-\n"));
    assertThat(built("components: ['" + base + "']\n").failure())
        .hasMessageContaining("'https://***@git.example.com/a/b.git' is no Component")
        .hasMessageNotContaining("secret");
    assertThat(
            built("configMapGenerator: [{name: a, files: ['x=y=https://me:secret@host/x']}]\n")
                .failure())
        .hasMessageContaining("https://***@host/x")
        .hasMessageNotContaining("secret");
  }

  @Test
  void namesTheRepositoryThatLacksWhatIsReferredTo() {
    fetchedFolder(BASE, "base", Folder.empty().file("base/readme.md", ""));
    assertThat(built("resources: ['" + BASE + "']\n").failure())
        .hasMessageContaining("unable to find one of")
        .hasMessageContaining("in 'https://git.example.com/a/b.git//base'");
    String other = "https://git.example.com/a/b.git//nowhere";
    fetchedFolder(other, "nowhere", Folder.empty().file("base/readme.md", ""));
    assertThat(built("resources: ['" + other + "']\n").failure())
        .hasMessageContaining("'nowhere' in 'https://git.example.com/a/b.git'");
  }

  @Test
  void asksForAllThatIsMissingAtOnce() {
    built("resources: ['" + FILE + "', '" + BASE + "']\n").failure();
    assertThat(wanted).containsOnlyKeys(FILE, BASE).containsEntry(BASE, Wanted.RESOURCE);
  }

  @Test
  void noticesCirclesThroughOtherHosts() {
    fetchedFolder(
        BASE,
        "base",
        Folder.empty().file("base/kustomization.yaml", "resources: ['" + BASE + "']\n"));
    assertThat(built("resources: ['" + BASE + "']\n").failure())
        .hasMessageContaining("cycle detected");
  }

  @Test
  void leadsNobodyOutOfARepository() {
    fetchedFolder(
        BASE,
        "base",
        Folder.empty().file("base/kustomization.yaml", "resources: [../../here.yaml]\n"));
    assertThat(built("resources: ['" + BASE + "']\n").file("here.yaml", MAP).failure())
        .hasMessageContaining("here.yaml");
  }

  @Test
  void refusesAFileWhereAFolderIsWantedAndTheOtherWayRound() {
    fetchedFile(FILE, MAP);
    fetchedFolder(BASE, "", Folder.kustomization("resources: []\n"));
    assertThat(built("components: ['" + FILE + "']\n").failure())
        .hasMessageContaining("is a file, not a folder");
    assertThat(built("patches: [{path: '" + BASE + "'}]\n").failure())
        .hasMessageContaining("is a folder of a repository, not a file");
  }

  @Test
  void tellsTheOriginOfWhatComesFromOtherHosts() {
    fetchedFile(FILE, MAP.replace("settings", "single"));
    fetchedFolder(
        BASE,
        "base",
        Folder.empty()
            .file("base/kustomization.yaml", "resources: [map.yaml]\n")
            .file("base/map.yaml", MAP));
    assertThat(built("resources: ['" + BASE + "']\nbuildMetadata: [originAnnotations]\n").build())
        .contains(
            """
                config.kubernetes.io/origin: |
                  path: base/map.yaml
                  repo: https://git.example.com/a/b.git
                  ref: v1
            """);
  }

  private Folder built(String kustomization) {
    return Folder.kustomization(kustomization)
        .options(KustomizeOptions.flux().withRemotes(this::find));
  }

  private RemoteContent find(String reference, Wanted as) {
    wanted.put(reference, as);
    return Optional.ofNullable(fetched.get(reference))
        .orElseThrow(
            () ->
                new KustomizeException(
                    "'" + RemoteReference.shown(reference) + "' is not here yet"));
  }

  private void fetchedFile(String reference, String text) {
    fetched.put(reference, new RemoteContent.File(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void fetchedFolder(String reference, String folder, Folder repository) {
    fetched.put(reference, new RemoteContent.Folder(repository.tree(), folder));
  }
}
