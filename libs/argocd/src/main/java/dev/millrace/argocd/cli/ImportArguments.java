package dev.millrace.argocd.cli;

import dev.millrace.argocd.manifest.ImportOptions;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of {@code import argocd}, read.
 *
 * @param files what is converted; empty for the standard input
 * @param incomplete whether it is a success when something has no counterpart
 */
record ImportArguments(List<Path> files, ImportOptions options, boolean incomplete) {
  static final String USAGE =
      """
      Usage: import argocd [FILE...] [options]
        FILE                     manifests of Argo CD; a folder stands for its YAML files
                                 (default: the standard input)
        --repository URL=FOLDER  a checked-out repository, for generators that look into it and to
                                 tell charts from manifests; can be given again
        --namespace NAME         for objects of projects that are not among the manifests
                                 (default: flux-system)
        --default-branch NAME    what HEAD stands for (default: main)
        --interval DURATION      how often to look (default: 10m)
        --allow-incomplete       succeed although something has no counterpart
        -h, --help               print this text
      """;

  /** Copies the list. */
  ImportArguments {
    files = List.copyOf(files);
  }

  static boolean askForHelp(List<String> args) {
    return args.contains("-h") || args.contains("--help");
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if one of them is not understood, with a message for its user
   * @throws IOException if a repository is not there
   */
  static ImportArguments parse(List<String> args) throws IOException {
    Deque<String> rest = new ArrayDeque<>();
    args.forEach(arg -> splitValue(arg, rest));
    if (!"import".equals(rest.poll()) || !"argocd".equals(rest.poll())) {
      throw new IllegalArgumentException("the command is missing; it is: import argocd");
    }
    List<Path> files = new ArrayList<>();
    Map<String, FileTree> repositories = new LinkedHashMap<>();
    ImportOptions defaults = ImportOptions.DEFAULT;
    String namespace = defaults.namespace();
    String branch = defaults.defaultBranch();
    String interval = defaults.interval();
    boolean incomplete = false;
    while (!rest.isEmpty()) {
      String arg = rest.pop();
      switch (arg) {
        case "--repository" -> addRepository(value(arg, rest), repositories);
        case "--namespace" -> namespace = value(arg, rest);
        case "--default-branch" -> branch = value(arg, rest);
        case "--interval" -> interval = value(arg, rest);
        case "--allow-incomplete" -> incomplete = true;
        default -> files.add(file(arg));
      }
    }
    ImportOptions options = new ImportOptions(namespace, branch, interval, repositories);
    return new ImportArguments(files, options, incomplete);
  }

  /** {@code --name=value} is the same as {@code --name value}. */
  private static void splitValue(String arg, Deque<String> to) {
    int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
    to.add(equals < 0 ? arg : arg.substring(0, equals));
    if (equals >= 0) {
      to.add(arg.substring(equals + 1));
    }
  }

  private static void addRepository(String value, Map<String, FileTree> repositories)
      throws IOException {
    int equals = value.lastIndexOf('=');
    if (equals <= 0) {
      throw new IllegalArgumentException("--repository needs URL=FOLDER, not " + value);
    }
    Path folder = Path.of(value.substring(equals + 1));
    repositories.put(value.substring(0, equals), FileTree.onDisk(folder.toRealPath()));
  }

  private static Path file(String arg) {
    if (arg.startsWith("-")) {
      throw new IllegalArgumentException("unknown option " + arg);
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
}
