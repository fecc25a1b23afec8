package dev.millrace.kustomize.cli;

import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.KustomizeOptions.Reorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code build}, read. The options that {@code kustomize build} has too take
 * its words as well.
 *
 * @param folder the kustomization to build
 * @param root the folder that nothing may leave; null where it was not named
 * @param output the file to write; null for the standard output
 */
record BuildArguments(
    Path folder, @Nullable Path root, @Nullable Path output, KustomizeOptions options) {
  static final String USAGE =
      """
      Usage: build [PATH] [options]
        PATH                          folder of the kustomization (default: the current one)
        -o, --output FILE             write there, not to the standard output
        --reorder none|legacy         order of the output (default: legacy)
        --load-restrictor none|root   whether files may lie outside of their kustomization
                                      (default: root)
        --root FOLDER                 the folder that nothing may leave (default: the repository
                                      around PATH, else the whole file system)
        --enable-managedby-label      label the objects as made by kustomize
        -h, --help                    print this text
      """;

  static boolean askForHelp(List<String> args) {
    return args.contains("-h") || args.contains("--help");
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if one of them is not understood, with a message for its user
   */
  static BuildArguments parse(List<String> args) {
    Deque<String> rest = new ArrayDeque<>();
    args.forEach(arg -> splitValue(arg, rest));
    if (!"build".equals(rest.poll())) {
      throw new IllegalArgumentException("the command is missing; it is: build");
    }
    Path folder = null;
    Path root = null;
    Path output = null;
    KustomizeOptions options = KustomizeOptions.commandLine();
    while (!rest.isEmpty()) {
      String arg = rest.pop();
      switch (arg) {
        case "--reorder" -> options = options.withReorder(reorder(value(arg, rest)));
        case "--load-restrictor" ->
            options = options.withLoadRestrictions(restricts(value(arg, rest)));
        case "--enable-managedby-label" -> options = options.withManagedByLabel(true);
        case "--root" -> root = Path.of(value(arg, rest));
        case "-o", "--output" -> output = Path.of(value(arg, rest));
        default -> folder = folder(arg, folder);
      }
    }
    return new BuildArguments(folder == null ? Path.of(".") : folder, root, output, options);
  }

  /** {@code --name=value} is the same as {@code --name value}. */
  private static void splitValue(String arg, Deque<String> to) {
    int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
    to.add(equals < 0 ? arg : arg.substring(0, equals));
    if (equals >= 0) {
      to.add(arg.substring(equals + 1));
    }
  }

  private static Path folder(String arg, @Nullable Path before) {
    if (arg.startsWith("-")) {
      throw new IllegalArgumentException("unknown option " + arg);
    }
    if (before != null) {
      throw new IllegalArgumentException("only one folder can be built, not " + arg + " as well");
    }
    return Path.of(arg);
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
    if (root != null) {
      return root;
    }
    Path at = start;
    while (at.getParent() != null && !Files.exists(at.resolve(".git"))) {
      at = at.getParent();
    }
    return at;
  }
}
