package dev.millrace.kustomize.cli;

import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.KustomizeOptions.Reorder;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.problem.Problem;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * {@code build [PATH] [--reorder none|legacy] [--load-restrictor none|root] [--root FOLDER]}:
 * builds a kustomization and prints its objects.
 */
public final class KustomizeCommand {
  private static final String USAGE =
      """
      Usage: build [PATH] [options]
        PATH                          folder of the kustomization (default: the current one)
        --reorder none|legacy         order of the output (default: legacy)
        --load-restrictor none|root   whether files may lie outside of their kustomization
                                      (default: root)
        --root FOLDER                 the folder that nothing may leave (default: the repository
                                      around PATH, else the whole file system)
        --enable-managedby-label      label the objects as made by kustomize
      """;

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
    try {
      Arguments arguments = Arguments.parse(args);
      Path folder = arguments.folder().toRealPath();
      Path root = arguments.rootOr(folder).toRealPath();
      if (!folder.startsWith(root)) {
        throw new IllegalArgumentException(folder + " is not inside of " + root);
      }
      String path = String.join("/", names(root.relativize(folder)));
      FileTree tree = FileTree.onDisk(root);
      out.print(new Kustomizer().build(tree, path, arguments.options()).toYaml());
      return true;
    } catch (KustomizeException e) {
      for (Problem problem : e.problems()) {
        err.println("Error: " + problem);
      }
    } catch (IllegalArgumentException e) {
      err.println("Error: " + e.getMessage());
      err.print(USAGE);
    } catch (IOException e) {
      err.println("Error: no such folder: " + e.getMessage());
    }
    return false;
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    return names;
  }

  /** The command line, read. */
  private record Arguments(Path folder, Path root, KustomizeOptions options) {
    private static final Path NONE = Path.of("");

    static Arguments parse(List<String> args) {
      Deque<String> rest = new ArrayDeque<>(args);
      if (!"build".equals(rest.poll())) {
        throw new IllegalArgumentException("the command is missing; it is: build");
      }
      Path folder = Path.of(".");
      Path root = NONE;
      KustomizeOptions options = KustomizeOptions.commandLine();
      while (!rest.isEmpty()) {
        String arg = rest.pop();
        switch (arg) {
          case "--reorder" -> options = options.withReorder(reorder(value(arg, rest)));
          case "--load-restrictor" ->
              options = options.withLoadRestrictions(restricts(value(arg, rest)));
          case "--enable-managedby-label" -> options = options.withManagedByLabel(true);
          case "--root" -> root = Path.of(value(arg, rest));
          default -> {
            if (arg.startsWith("-")) {
              throw new IllegalArgumentException("unknown option " + arg);
            }
            folder = Path.of(arg);
          }
        }
      }
      return new Arguments(folder, root, options);
    }

    private static String value(String option, Deque<String> rest) {
      String value = rest.poll();
      if (value == null) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return value;
    }

    private static Reorder reorder(String value) {
      return switch (value) {
        case "none" -> Reorder.NONE;
        case "legacy" -> Reorder.LEGACY;
        default -> throw new IllegalArgumentException("--reorder is none or legacy");
      };
    }

    private static boolean restricts(String value) {
      return switch (value) {
        case "none", "LoadRestrictionsNone" -> false;
        case "root", "LoadRestrictionsRootOnly" -> true;
        default -> throw new IllegalArgumentException("--load-restrictor is none or root");
      };
    }

    /** The folder that was named, else the repository around the kustomization, else everything. */
    Path rootOr(Path start) {
      if (!root.equals(NONE)) {
        return root;
      }
      Path at = start;
      while (at.getParent() != null && !Files.exists(at.resolve(".git"))) {
        at = at.getParent();
      }
      return at;
    }
  }
}
