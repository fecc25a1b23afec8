package dev.millrace.kustomize.cli;

import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code build [PATH]}: builds a kustomization and prints its objects. */
public final class KustomizeCommand {
  private final PrintStream out;
  private final PrintStream err;

  /** A command that prints objects to one stream and problems to another. */
  public KustomizeCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command; a failure ends the program with an exception after its message. */
  public static void main(String[] args) {
    PrintStream utf8 = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    boolean succeeded = new KustomizeCommand(utf8, System.err).run(List.of(args));
    utf8.flush();
    if (!succeeded) {
      Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
      throw new IllegalStateException("the build failed");
    }
  }

  /** Runs the command; false when it failed. */
  public boolean run(List<String> args) {
    if (BuildArguments.askForHelp(args)) {
      out.print(BuildArguments.USAGE);
      return true;
    }
    try {
      build(BuildArguments.parse(args));
      return true;
    } catch (KustomizeException e) {
      e.problems().forEach(problem -> err.println("Error: " + problem));
    } catch (IllegalArgumentException e) {
      err.println("Error: " + e.getMessage());
      err.print(BuildArguments.USAGE);
    } catch (NoSuchFileException e) {
      err.println("Error: there is no file or folder '" + e.getMessage() + "'");
    } catch (IOException e) {
      err.println("Error: " + e);
    }
    return false;
  }

  private void build(BuildArguments arguments) throws IOException {
    Path folder = arguments.folder().toRealPath();
    Path root = arguments.rootOr(folder).toRealPath();
    if (!folder.startsWith(root)) {
      throw new IllegalArgumentException(folder + " is not inside of " + root);
    }
    String path = String.join("/", names(root.relativize(folder)));
    FileTree tree = FileTree.onDisk(root);
    String yaml = new Kustomizer().build(tree, path, arguments.options()).toYaml();
    Path output = arguments.output();
    if (output == null) {
      out.print(yaml);
    } else {
      Files.writeString(output, yaml);
    }
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    return names;
  }
}
