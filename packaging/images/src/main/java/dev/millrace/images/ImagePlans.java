package dev.millrace.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plans images from what the build left: packaged applications, executables, a Java runtime. */
final class ImagePlans {
  private static final String REPOSITORY = "millrace/";
  private static final String JAVA = "/opt/java";
  private static final String APPLICATION = "/opt/millrace";
  private static final Path OUR_JARS = Path.of("lib", "main");

  private ImagePlans() {}

  /**
   * A controller on a Java runtime of its own: that of the base, if any, is not used.
   *
   * @param application the folder {@code quarkus-app} of the controller
   * @param java a runtime made by jlink
   * @param flags of Java
   * @param cache an AOT cache trained on exactly this application and runtime, with these flags;
   *     used if it exists
   */
  static ImagePlan onJava(
      String controller, Path application, Path java, List<String> flags, Path cache)
      throws IOException {
    List<FileEntriesLayer> layers = new ArrayList<>();
    layers.add(Layers.ofFolder("java", java, JAVA, _ -> true));
    layers.add(Layers.ofFolder("libraries", application, APPLICATION, file -> isLibrary(file)));
    layers.add(Layers.ofFolder("application", application, APPLICATION, file -> !isLibrary(file)));
    List<String> command = new ArrayList<>();
    command.add(JAVA + "/bin/java");
    command.addAll(flags);
    if (Files.exists(cache)) {
      layers.add(Layers.ofFile("cache", cache, APPLICATION + "/controller.aot"));
      command.add("-XX:AOTCache=" + APPLICATION + "/controller.aot");
    }
    command.addAll(List.of("-jar", APPLICATION + "/quarkus-run.jar"));
    return new ImagePlan(REPOSITORY + controller, layers, command);
  }

  /** A controller as one native executable. */
  static ImagePlan ofExecutable(String controller, Path executable) {
    String program = "/usr/local/bin/" + controller;
    return new ImagePlan(
        REPOSITORY + controller,
        List.of(Layers.ofFile("executable", executable, program)),
        List.of(program));
  }

  private static boolean isLibrary(Path file) {
    return file.startsWith("lib")
        && !(file.startsWith(OUR_JARS)
            && file.getFileName().toString().startsWith("dev.millrace."));
  }
}
