package dev.millrace.helm.cli;

import dev.millrace.helm.cli.TemplateArguments.Kind;
import dev.millrace.helm.cli.TemplateArguments.Setting;
import dev.millrace.helm.release.NameRule;
import dev.millrace.helm.render.KubeVersion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the command line as Helm does: {@code --flag value} and {@code --flag=value}, flags and
 * arguments in any order; what can't be read is reported in Helm's words.
 */
final class ArgumentParser {
  private static final String DEFAULT_NAME = "release-name";
  private static final String DEFAULT_KUBE_VERSION = "1.36.0";

  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "-n", "--namespace",
          "-f", "--values",
          "-a", "--api-versions",
          "-s", "--show-only",
          "-g", "--generate-name");

  private static final Set<String> SWITCHES =
      Set.of(
          "--include-crds",
          "--is-upgrade",
          "--no-hooks",
          "--skip-tests",
          "--skip-schema-validation",
          "--generate-name");

  private static final Map<String, Kind> SETTINGS =
      Map.of(
          "--set-json", Kind.JSON,
          "--set", Kind.TYPED,
          "--set-string", Kind.STRING,
          "--set-file", Kind.FILE,
          "--set-literal", Kind.LITERAL);

  /** Flags of Helm's that need what this command does not have. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "--validate", "it needs a cluster",
          "--output-dir", "redirect the output instead",
          "--post-renderer", "no process is started",
          "--repo", "download the chart first");

  private final Deque<String> left = new ArrayDeque<>();
  private final List<String> positional = new ArrayList<>();
  private final Set<String> switches = new HashSet<>();
  private final List<String> apiVersions = new ArrayList<>();
  private final List<String> showOnly = new ArrayList<>();
  private final List<Path> valueFiles = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private String namespace = "default";
  private String kubeVersion = DEFAULT_KUBE_VERSION;

  TemplateArguments parse(String[] arguments) throws CommandFailure {
    left.addAll(List.of(arguments));
    if ("template".equals(left.peek())) {
      left.remove();
    }
    while (!left.isEmpty()) {
      String argument = left.remove();
      if (argument.length() > 1 && argument.startsWith("-")) {
        flag(argument);
      } else {
        positional.add(argument);
      }
    }
    return result();
  }

  private TemplateArguments result() throws CommandFailure {
    String chart = positional.isEmpty() ? "" : positional.getLast();
    String name = name();
    settings.sort(Comparator.comparing(Setting::kind));
    return new TemplateArguments(
        name,
        path(chart),
        namespace,
        kubeVersion(),
        List.copyOf(apiVersions),
        switches.contains("--is-upgrade"),
        switches.contains("--include-crds"),
        switches.contains("--no-hooks"),
        switches.contains("--skip-tests"),
        switches.contains("--skip-schema-validation"),
        List.copyOf(showOnly),
        List.copyOf(valueFiles),
        List.copyOf(settings));
  }

  private String name() throws CommandFailure {
    if (positional.isEmpty()) {
      throw new CommandFailure(
          "\"template\" requires at least 1 argument\n" + TemplateArguments.USAGE);
    }
    if (positional.size() > 2) {
      throw new CommandFailure(
          "expected at most two arguments, unexpected arguments: "
              + String.join(", ", positional.subList(2, positional.size())));
    }
    if (positional.size() == 1) {
      return DEFAULT_NAME;
    }
    if (switches.contains("--generate-name")) {
      throw new CommandFailure("cannot set --generate-name and also specify a name");
    }
    return checkedName(positional.getFirst());
  }

  private static String checkedName(String name) throws CommandFailure {
    if (!NameRule.allows(name)) {
      throw new CommandFailure(
          "release name check failed: release name \""
              + name
              + "\": invalid release name, use at most "
              + NameRule.MAX_LENGTH
              + " small letters, digits, '-' and '.'");
    }
    return name;
  }

  private KubeVersion kubeVersion() throws CommandFailure {
    return KubeVersion.parse(kubeVersion)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "invalid kube version '"
                        + kubeVersion
                        + "': could not parse \""
                        + kubeVersion
                        + "\" as version"));
  }

  private void flag(String argument) throws CommandFailure {
    int equals = argument.indexOf('=');
    String written = equals < 0 ? argument : argument.substring(0, equals);
    String flag = SHORT_NAMES.getOrDefault(written, written);
    if (equals >= 0) {
      left.push(argument.substring(equals + 1));
    }
    if (SWITCHES.contains(flag)) {
      turn(flag, equals < 0 || Boolean.parseBoolean(left.remove()));
    } else if (SETTINGS.containsKey(flag)) {
      settings.add(new Setting(SETTINGS.getOrDefault(flag, Kind.TYPED), flag, value(written)));
    } else {
      other(flag, written);
    }
  }

  private void turn(String flag, boolean on) {
    if (on) {
      switches.add(flag);
    } else {
      switches.remove(flag);
    }
  }

  private void other(String flag, String written) throws CommandFailure {
    switch (flag) {
      case "--namespace" -> namespace = value(written);
      case "--kube-version" -> kubeVersion = value(written);
      case "--api-versions" -> apiVersions.addAll(List.of(value(written).split(",")));
      case "--show-only" -> showOnly.add(value(written));
      case "--values" -> {
        for (String file : value(written).split(",")) {
          valueFiles.add(path(file));
        }
      }
      default -> {
        String reason = REFUSED.get(flag);
        throw new CommandFailure(
            reason == null
                ? "unknown flag: " + written
                : "the flag " + flag + " is not supported: " + reason);
      }
    }
  }

  private String value(String flag) throws CommandFailure {
    String value = left.poll();
    if (value == null) {
      throw new CommandFailure("flag needs an argument: " + flag);
    }
    return value;
  }

  static Path path(String text) throws CommandFailure {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CommandFailure("the path \"" + text + "\" can't be used: " + e.getReason());
    }
  }
}
