package dev.millrace.helm.cli;

import dev.millrace.helm.render.KubeVersion;
import java.nio.file.Path;
import java.util.List;

/**
 * What the command was asked for.
 *
 * @param apiVersions versions that templates see besides those that Helm knows
 * @param upgrade whether templates see an upgrade and not an installation
 * @param showOnly paths of templates below the chart's folder, with {@code *}; empty for all
 * @param settings in the order in which they are applied; they override the files
 */
record TemplateArguments(
    String name,
    Path chart,
    String namespace,
    KubeVersion kubeVersion,
    List<String> apiVersions,
    boolean upgrade,
    boolean includeCrds,
    boolean noHooks,
    boolean skipTests,
    boolean skipSchemaValidation,
    List<String> showOnly,
    List<Path> valueFiles,
    List<Setting> settings) {

  /** How to call the command. */
  static final String USAGE =
      """
      usage: template [NAME] CHART [flags]
        CHART                         a folder or a packed chart
        -n, --namespace NAMESPACE     the namespace of the release (default)
        -f, --values FILE             values in YAML; may be given again, the last one wins
            --set PATH=VALUE          sets values; also --set-string, --set-json, --set-literal and,
                                      for the content of a file, --set-file
        -a, --api-versions LIST       versions of the API that templates see besides Helm's own
            --kube-version VERSION    the version that templates see (1.36.0)
            --is-upgrade              templates see an upgrade and not an installation
            --include-crds            prints the files of crds/ too
            --no-hooks                prints no hooks
            --skip-tests              prints no tests
            --skip-schema-validation  takes values that the chart's schema does not allow
        -s, --show-only TEMPLATE      prints this template alone; may be given again, * is allowed
      """;

  /** How the text of a setting is to be read; in the order in which Helm applies them. */
  enum Kind {
    JSON,
    TYPED,
    STRING,
    FILE,
    LITERAL
  }

  /** One setting of the command line. */
  record Setting(Kind kind, String flag, String line) {}

  static TemplateArguments parse(String[] arguments) throws CommandFailure {
    return new ArgumentParser().parse(arguments);
  }
}
