package dev.millrace.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the Deployments refer to is what {@code make images} makes. */
class DeploymentsTest {
  static final Iterable<String> CONTROLLERS = Images.CONTROLLERS;

  private static final Path ROOT = Path.of("../..");

  @ParameterizedTest
  @FieldSource("CONTROLLERS")
  void runTheImagesThatAreMade(String controller) throws IOException {
    String deployment =
        Files.readString(
            ROOT.resolve("manifests/install/base").resolve(controller).resolve("deployment.yaml"));
    String name = ImagePlans.ofExecutable(controller, Path.of(controller)).name();
    String user = ImageArchive.USER.substring(0, ImageArchive.USER.indexOf(':'));
    assertThat(deployment)
        .contains("image: " + name + ":" + version() + "\n")
        .contains("runAsUser: " + user + "\n")
        .contains("readOnlyRootFilesystem: true");
  }

  private static String version() throws IOException {
    return Files.readString(ROOT.resolve("Makefile"))
        .lines()
        .filter(line -> line.startsWith("VERSION := "))
        .map(line -> line.substring("VERSION := ".length()))
        .findFirst()
        .orElseThrow();
  }
}
