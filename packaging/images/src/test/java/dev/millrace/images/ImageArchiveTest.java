package dev.millrace.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on a base that the test makes: pulling a real one needs a registry. */
class ImageArchiveTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path application;
  private Path java;
  private Path base;

  @BeforeEach
  void makeWhatABuildLeaves() throws Exception {
    application = folder.resolve("quarkus-app");
    file(application.resolve("quarkus-run.jar"), "run");
    file(application.resolve("app/kustomize-controller.jar"), "controller");
    file(application.resolve("lib/main/dev.millrace.runtime.jar"), "ours");
    file(application.resolve("lib/main/org.example.library.jar"), "library");
    java = folder.resolve("java");
    program(java.resolve("bin/java"), "program");
    file(java.resolve("lib/modules"), "modules");
    base = folder.resolve("base.tar");
    Jib.fromScratch()
        .addLayer(
            List.of(file(folder.resolve("os-release"), "ID=tiny")), AbsoluteUnixPath.get("/etc"))
        .addEnvironmentVariable("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt")
        .containerize(
            caches(Containerizer.to(TarImage.at(base).named(ImageReference.parse("tiny")))));
  }

  @Test
  void putsTheControllerOnTheBase() throws Exception {
    Archive image = written("a", BaseImage.parse(base.toString()));
    assertThat(image.files())
        .containsEntry("etc/os-release", "ID=tiny")
        .containsEntry("opt/java/bin/java", "program")
        .containsEntry("opt/millrace/quarkus-run.jar", "run")
        .containsEntry("opt/millrace/lib/main/dev.millrace.runtime.jar", "ours");
    assertThat(image.config().at("/config/Env").toString()).contains("SSL_CERT_FILE");
  }

  @Test
  void startsTheControllerAsNobodySpecial() throws Exception {
    JsonNode config = written("a", BaseImage.parse(base.toString())).config().path("config");
    assertThat(config.path("User").asText()).isEqualTo("65532:65532");
    assertThat(config.path("Entrypoint").get(0).asText()).isEqualTo("/opt/java/bin/java");
    assertThat(config.path("Entrypoint").toString())
        .contains("-XX:+UseSerialGC", "-jar", "/opt/millrace/quarkus-run.jar")
        .doesNotContain("AOTCache");
    assertThat(config.at("/Labels/org.opencontainers.image.version").asText()).isEqualTo("1.2.3");
    assertThat(config.at("/Labels/org.opencontainers.image.base.name").asText())
        .isEqualTo("base.tar");
  }

  @Test
  void onlyProgramsMayBeExecuted() throws Exception {
    Archive image = written("a", BaseImage.parse(base.toString()));
    assertThat(image.modes())
        .containsEntry("opt/java/bin/java", 0755)
        .containsEntry("opt/millrace/quarkus-run.jar", 0644);
  }

  @Test
  void librariesHaveALayerThatANewVersionOfOursKeeps() throws Exception {
    List<String> before = written("a", BaseImage.parse(base.toString())).layers();
    file(application.resolve("lib/main/dev.millrace.runtime.jar"), "changed");
    List<String> after = written("b", BaseImage.parse(base.toString())).layers();
    assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
    assertThat(after.getLast()).isNotEqualTo(before.getLast());
  }

  @Test
  void theSameFilesMakeTheSameDigestLater() throws Exception {
    String first = write("a", BaseImage.parse(base.toString()));
    try (var files = Files.walk(application)) {
      for (Path each : files.toList()) {
        Files.setLastModifiedTime(each, FileTime.from(Instant.EPOCH.plusSeconds(12345)));
      }
    }
    assertThat(write("b", BaseImage.parse(base.toString()))).isEqualTo(first);
    assertThat(Files.mismatch(folder.resolve("a.tar"), folder.resolve("b.tar"))).isEqualTo(-1);
  }

  @Test
  void aTrainedCacheIsUsed() throws Exception {
    file(folder.resolve("controller.aot"), "cache");
    Archive image = written("a", BaseImage.parse(base.toString()));
    assertThat(image.config().at("/config/Entrypoint").toString())
        .contains("-XX:AOTCache=/opt/millrace/controller.aot");
    assertThat(image.files()).containsEntry("opt/millrace/controller.aot", "cache");
  }

  @Test
  void anExecutableNeedsNoBase() throws Exception {
    Path program = program(folder.resolve("kustomize-controller"), "elf");
    archives(BaseImage.parse("scratch"))
        .write(ImagePlans.ofExecutable("kustomize-controller", program), folder.resolve("n.tar"));
    Archive image = Archive.read(folder.resolve("n.tar"));
    assertThat(image.files()).containsOnlyKeys("usr/local/bin/kustomize-controller");
    assertThat(image.config().at("/config/Entrypoint/0").asText())
        .isEqualTo("/usr/local/bin/kustomize-controller");
  }

  private Archive written(String name, BaseImage on) throws Exception {
    write(name, on);
    return Archive.read(folder.resolve(name + ".tar"));
  }

  private String write(String name, BaseImage on) throws Exception {
    return archives(on)
        .write(
            ImagePlans.onJava(
                "kustomize-controller",
                application,
                java,
                List.of("-XX:+UseSerialGC"),
                folder.resolve("controller.aot")),
            folder.resolve(name + ".tar"));
  }

  private ImageArchive archives(BaseImage on) {
    return new ImageArchive(on, "1.2.3", folder.resolve("cache"));
  }

  private Containerizer caches(Containerizer to) {
    return to.setBaseImageLayersCache(folder.resolve("cache/base"))
        .setApplicationLayersCache(folder.resolve("cache/application"));
  }

  private static Path program(Path path, String text) throws IOException {
    return Files.setPosixFilePermissions(
        file(path, text), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path file(Path path, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    return Files.writeString(path, text);
  }

  /** An OCI archive, as its readers see it. */
  private record Archive(
      JsonNode config, List<String> layers, Map<String, String> files, Map<String, Integer> modes) {

    static Archive read(Path path) throws IOException {
      Map<String, byte[]> blobs = new LinkedHashMap<>();
      try (InputStream in = Files.newInputStream(path);
          TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
        for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
          blobs.put(entry.getName(), tar.readAllBytes());
        }
      }
      assertThat(new String(blobs.get("oci-layout"), StandardCharsets.UTF_8))
          .contains("imageLayoutVersion");
      JsonNode index = JSON.readTree(blobs.get("index.json"));
      JsonNode manifest = JSON.readTree(blob(blobs, index.at("/manifests/0/digest").asText()));
      assertThat(manifest.path("mediaType").asText("application/vnd.oci.image.manifest.v1+json"))
          .isEqualTo("application/vnd.oci.image.manifest.v1+json");
      List<String> layers = manifest.path("layers").findValuesAsText("digest");
      Map<String, String> files = new TreeMap<>();
      Map<String, Integer> modes = new TreeMap<>();
      for (String layer : layers) {
        unpack(blob(blobs, layer), files, modes);
      }
      JsonNode config = JSON.readTree(blob(blobs, manifest.at("/config/digest").asText()));
      return new Archive(config, layers, files, modes);
    }

    private static byte[] blob(Map<String, byte[]> blobs, String digest) {
      return Objects.requireNonNull(blobs.get("blobs/" + digest.replace(':', '/')), digest);
    }

    private static void unpack(byte[] layer, Map<String, String> files, Map<String, Integer> modes)
        throws IOException {
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(layer)))) {
        for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
          if (entry.isFile()) {
            files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            modes.put(entry.getName(), entry.getMode() & 0777);
          }
        }
      }
    }
  }
}
