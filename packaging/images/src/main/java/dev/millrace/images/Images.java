package dev.millrace.images;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Makes the images of the five controllers from what is built; {@code make images} runs it.
 *
 * @param root the folder of this repository
 * @param output where archives, SBOMs and the list of digests go
 * @param archives how images are written
 * @param java a runtime made by jlink
 * @param caches the folder of AOT caches; those that are not there are done without
 * @param flags of Java
 */
public record Images(
    Path root, Path output, ImageArchive archives, Path java, Path caches, List<String> flags) {
  /** The controllers, by the names of their folders. */
  static final List<String> CONTROLLERS =
      List.of(
          "source-controller",
          "kustomize-controller",
          "helm-controller",
          "notification-controller",
          "image-automation-controller");

  /**
   * @param arguments the base, the version, the folder of AOT caches, and the flags of Java
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 3) {
      throw new IllegalArgumentException(
          "give the base, the version, the folder of AOT caches, and the flags of Java");
    }
    Path root = Path.of("").toAbsolutePath();
    Path target = root.resolve("target");
    new Images(
            root,
            target.resolve("images"),
            new ImageArchive(
                BaseImage.parse(arguments[0]), arguments[1], target.resolve("image-layers")),
            target.resolve("java"),
            root.resolve(arguments[2]),
            List.of(arguments).subList(3, arguments.length))
        .write(System.out);
  }

  /** Writes an image of each controller on Java, and of its executable if there is one. */
  void write(PrintStream out) throws Exception {
    Files.createDirectories(output);
    StringBuilder digests = new StringBuilder();
    for (String controller : CONTROLLERS) {
      digests.append(write(controller + "-jvm", onJava(controller)));
      Optional<ImagePlan> executable = executable(controller);
      if (executable.isPresent()) {
        digests.append(write(controller + "-native", executable.get()));
      }
      copyBillOfMaterials(controller);
    }
    Files.writeString(output.resolve("digests.txt"), digests);
    out.print(digests);
  }

  private String write(String name, ImagePlan plan) throws Exception {
    return archives.write(plan, output.resolve(name + ".tar")) + "  " + name + ".tar\n";
  }

  private ImagePlan onJava(String controller) throws IOException {
    Path build = root.resolve(controller).resolve("target");
    return ImagePlans.onJava(
        controller, build.resolve("quarkus-app"), java, flags, caches.resolve(controller + ".aot"));
  }

  private Optional<ImagePlan> executable(String controller) {
    return Optional.of(root.resolve("target/bin").resolve(controller))
        .filter(Files::isExecutable)
        .map(file -> ImagePlans.ofExecutable(controller, file));
  }

  private void copyBillOfMaterials(String controller) throws IOException {
    Path made = root.resolve(controller).resolve("target/bom.json");
    if (Files.exists(made)) {
      Files.copy(
          made, output.resolve(controller + ".cdx.json"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
