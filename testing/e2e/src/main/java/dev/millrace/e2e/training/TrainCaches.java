package dev.millrace.e2e.training;

import dev.millrace.e2e.demo.Console;
import dev.millrace.e2e.install.DefinitionsOnly;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.Programs;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.e2e.story.Story;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Trains an AOT cache of each controller by the story of the demo, for the images; {@code make
 * images} runs it. Caches that fit what is built are kept, so the same build has the same images.
 */
public final class TrainCaches {
  private final Map<Controller, AotCache> caches = new EnumMap<>(Controller.class);
  private final PrintStream out;

  private TrainCaches(Path java, Path folder, List<String> flags, PrintStream out) {
    this.out = out;
    for (Controller controller : Controller.values()) {
      caches.put(
          controller,
          new AotCache(
              Programs.application(controller),
              java,
              flags,
              folder.resolve(controller.program() + ".aot")));
    }
  }

  /**
   * @param arguments the home of the Java that is in the images, the folder of the caches, and the
   *     flags of Java in the images
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    Files.createDirectories(folder);
    new TrainCaches(
            Path.of(arguments[0]).toAbsolutePath(),
            folder,
            Arrays.asList(arguments).subList(2, arguments.length),
            out)
        .train();
  }

  private void train() throws IOException, InterruptedException {
    boolean all = true;
    for (AotCache cache : caches.values()) {
      cache.age();
      all &= cache.fits();
    }
    if (all) {
      out.println("The AOT caches fit what is built.");
      return;
    }
    out.println("Training AOT caches by the story of the demo (make images AOT=no does without)\n");
    record();
    for (AotCache cache : caches.values()) {
      cache.create();
      out.println("made " + cache.file());
    }
  }

  private void record() throws InterruptedException {
    Programs recorded =
        controller -> {
          AotCache cache = caches.get(controller);
          if (cache == null) {
            throw new IllegalArgumentException("there is no cache of " + controller.program());
          }
          return cache.recorded();
        };
    try (Stage stage = Stage.open(new Console(out), new DefinitionsOnly(), recorded)) {
      for (Step step : Story.steps()) {
        step.play(stage);
      }
      for (Controller controller : stage.cast()) {
        stage.controller(controller).stop();
      }
    }
  }
}
