package dev.millrace.architecture;

import dev.millrace.controller.helm.config.HelmFlags;
import dev.millrace.controller.imageautomation.config.ImageAutomationFlags;
import dev.millrace.controller.kustomize.config.KustomizeFlags;
import dev.millrace.controller.notification.config.NotificationFlags;
import dev.millrace.controller.source.config.SourceFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.EnvironmentVariable;
import dev.millrace.runtime.flags.FlagParser;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** What docs/reference/flags.md says, from the code. */
final class FlagsReference {
  /** A default that an environment variable of Flux can replace. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z_]+):-(.*)}");

  private static final String NOTHING = "_NULL_";

  private FlagsReference() {}

  /** The controllers in the order of the page. */
  static Map<String, Supplier<ControllerFlags>> controllers() {
    Map<String, Supplier<ControllerFlags>> all = new LinkedHashMap<>();
    all.put("source-controller", SourceFlags::new);
    all.put("kustomize-controller", KustomizeFlags::new);
    all.put("helm-controller", HelmFlags::new);
    all.put("notification-controller", NotificationFlags::new);
    all.put("image-automation-controller", ImageAutomationFlags::new);
    return all;
  }

  static Collection<OptionSpec> flags(String controller) {
    return FlagParser.describe(controllers().get(controller).get());
  }

  /** The value of a flag that nobody gave. */
  static String defaultOf(OptionSpec flag) {
    String text = flag.defaultValue() == null ? "" : flag.defaultValue();
    Matcher variable = VARIABLE.matcher(text);
    String value = variable.matches() ? variable.group(2) : text;
    return value.endsWith(NOTHING) ? "" : value;
  }

  /** The whole page. */
  static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Flags

            Generated from the code. Every flag can also be given as an environment variable: `%s`
            for `--kube-api-qps`. A flag on the command line counts more. A flag that is unknown is
            refused, with the one that may have been meant. `--help` lists what a controller takes.

            """
                .formatted(EnvironmentVariable.of("--kube-api-qps")));
    Set<String> common = common();
    page.append("## All controllers\n\n").append(table("helm-controller", common, true));
    for (String controller : controllers().keySet()) {
      page.append("\n## ")
          .append(controller)
          .append("\n\n")
          .append(table(controller, common, false));
    }
    return page.toString();
  }

  private static Set<String> common() {
    List<Set<String>> all =
        controllers().keySet().stream()
            .map(
                controller ->
                    flags(controller).stream()
                        .map(FlagsReference::row)
                        .collect(Collectors.<String>toSet()))
            .toList();
    Set<String> common = new TreeSet<>(all.getFirst());
    all.forEach(common::retainAll);
    return common;
  }

  private static String table(String controller, Set<String> common, boolean wanted) {
    return flags(controller).stream()
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .map(FlagsReference::row)
        .filter(row -> common.contains(row) == wanted)
        .collect(Collectors.joining("", "| flag | default | meaning |\n|---|---|---|\n", ""));
  }

  private static String row(OptionSpec flag) {
    String shown = defaultOf(flag).isEmpty() ? "" : "`" + defaultOf(flag) + "`";
    Matcher variable = VARIABLE.matcher(flag.defaultValue() == null ? "" : flag.defaultValue());
    String also = variable.matches() ? " (also `" + variable.group(1) + "`)" : "";
    return "| `%s` | %s | %s%s |\n"
        .formatted(
            flag.longestName(),
            shown,
            String.join(" ", flag.description()).strip().replace("|", "\\|"),
            also);
  }
}
