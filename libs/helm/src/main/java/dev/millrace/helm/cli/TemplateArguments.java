package dev.millrace.helm.cli;

import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.values.SetSyntax;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command was asked for.
 *
 * @param settings in the order of the command line; they override the files
 */
record TemplateArguments(
    String name,
    Path chart,
    String namespace,
    KubeVersion kubeVersion,
    boolean includeCrds,
    List<Path> valueFiles,
    List<Setting> settings) {

  /** How to call the command. */
  static final String USAGE =
      """
      usage: template NAME CHART [flags]
        CHART                        a folder or a packed chart
        -n, --namespace NAMESPACE    the namespace of the release (default)
        -f, --values FILE            values in YAML; may be given again, the last one wins
            --set PATH=VALUE         sets values; also --set-string, --set-json, --set-literal
            --kube-version VERSION   the version that templates see (1.36.0)
            --include-crds           prints the files of crds/ too
      """;

  private static final String DEFAULT_KUBE_VERSION = "1.36.0";

  /** One setting of the command line. */
  record Setting(String line, SetSyntax syntax) {}

  static TemplateArguments parse(String[] arguments) throws CommandFailure {
    return new Parser(arguments).parse();
  }

  private static final class Parser {
    private final String[] arguments;
    private int at;
    private String namespace = "default";
    private String kubeVersion = DEFAULT_KUBE_VERSION;
    private boolean includeCrds;
    private final List<String> positional = new ArrayList<>();
    private final List<Path> valueFiles = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();

    Parser(String[] arguments) {
      this.arguments = arguments;
    }

    TemplateArguments parse() throws CommandFailure {
      while (at < arguments.length) {
        readNext(arguments[at++]);
      }
      if (!positional.isEmpty() && positional.getFirst().equals("template")) {
        positional.removeFirst();
      }
      if (positional.size() != 2) {
        throw new CommandFailure(USAGE);
      }
      return new TemplateArguments(
          positional.getFirst(),
          Path.of(positional.getLast()),
          namespace,
          KubeVersion.parse(kubeVersion)
              .orElseThrow(() -> new CommandFailure("\"" + kubeVersion + "\" is no version")),
          includeCrds,
          valueFiles,
          settings);
    }

    private void readNext(String argument) throws CommandFailure {
      switch (argument) {
        case "-n", "--namespace" -> namespace = value(argument);
        case "-f", "--values" -> valueFiles.add(Path.of(value(argument)));
        case "--set" -> settings.add(new Setting(value(argument), SetSyntax.TYPED));
        case "--set-string" -> settings.add(new Setting(value(argument), SetSyntax.STRING));
        case "--set-json" -> settings.add(new Setting(value(argument), SetSyntax.JSON));
        case "--set-literal" -> settings.add(new Setting(value(argument), SetSyntax.LITERAL));
        case "--kube-version" -> kubeVersion = value(argument);
        case "--include-crds" -> includeCrds = true;
        default -> {
          if (argument.startsWith("-")) {
            throw new CommandFailure("unknown flag " + argument + "\n" + USAGE);
          }
          positional.add(argument);
        }
      }
    }

    private String value(String flag) throws CommandFailure {
      if (at >= arguments.length) {
        throw new CommandFailure("the flag " + flag + " needs a value\n" + USAGE);
      }
      return arguments[at++];
    }
  }
}
