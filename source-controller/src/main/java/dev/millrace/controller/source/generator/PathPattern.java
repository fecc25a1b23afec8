package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.ArtifactGeneratorSpec;
import dev.millrace.api.extensions.CopyOperation;
import dev.millrace.api.extensions.GeneratedArtifact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code @alias/apps/{app}}: one set of artifacts for each folder of a source that matches. What
 * braces capture fills the names (in lower case), labels (likewise) and paths of the artifacts.
 */
final class PathPattern {
  private static final int MAX_ARTIFACTS = 1_000;
  private static final Pattern CAPTURE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern CAPTURE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private final String text;
  private final String alias;
  private final List<String> names;
  private final com.google.re2j.Pattern folders;

  private PathPattern(String text) throws BuildException {
    this.text = text;
    int slash = text.indexOf('/');
    if (!text.startsWith("@") || slash < 0) {
      throw new BuildException("invalid pathPattern format: " + text);
    }
    this.alias = text.substring(1, slash);
    String path = text.substring(slash + 1);
    this.names = captures(path);
    this.folders = folders(path);
  }

  /** The artifacts of a spec: as they are, or for each folder that the pattern matches. */
  static List<PlannedArtifact> expand(ArtifactGeneratorSpec spec, Map<String, StagedFiles> sources)
      throws BuildException {
    if (spec.pathPattern() == null || spec.pathPattern().isEmpty()) {
      return spec.artifacts().stream()
          .map(artifact -> new PlannedArtifact(artifact, Map.of()))
          .toList();
    }
    return new PathPattern(spec.pathPattern()).expand(spec.artifacts(), sources);
  }

  private List<String> captures(String path) throws BuildException {
    String rest = CAPTURE.matcher(path).replaceAll("");
    if (rest.contains("{") || rest.contains("}")) {
      throw invalid("a brace has no partner");
    }
    Set<String> found = new LinkedHashSet<>();
    Matcher capture = CAPTURE.matcher(path);
    while (capture.find()) {
      String name = capture.group(1);
      if (!CAPTURE_NAME.matcher(name).matches()) {
        throw invalid("'%s' is no name for a capture".formatted(name));
      }
      if (!found.add(name)) {
        throw invalid("duplicate capture variable '%s'".formatted(name));
      }
    }
    return List.copyOf(found);
  }

  /** Each capture stands for one name. */
  private static com.google.re2j.Pattern folders(String path) {
    StringBuilder regex = new StringBuilder();
    Matcher capture = CAPTURE.matcher(path);
    int from = 0;
    while (capture.find()) {
      regex
          .append(com.google.re2j.Pattern.quote(path.substring(from, capture.start())))
          .append("([^/]+)");
      from = capture.end();
    }
    regex.append(com.google.re2j.Pattern.quote(path.substring(from)));
    return com.google.re2j.Pattern.compile(regex.toString());
  }

  private List<PlannedArtifact> expand(
      List<GeneratedArtifact> artifacts, Map<String, StagedFiles> sources) throws BuildException {
    StagedFiles source = sources.get(alias);
    if (source == null) {
      throw invalid("source alias %s not found".formatted(alias));
    }
    List<PlannedArtifact> planned = new ArrayList<>();
    Map<String, String> folderOf = new HashMap<>();
    for (String path : source.paths()) {
      com.google.re2j.Matcher match = folders.matcher(path);
      if (source.isFolder(path) && match.matches()) {
        for (GeneratedArtifact artifact : artifacts) {
          PlannedArtifact one = filled(artifact, match);
          String other = folderOf.put(one.artifact().name(), path);
          if (other != null) {
            throw invalid(
                "directories '%s' and '%s' both resolve to artifact name '%s'"
                    .formatted(other, path, one.artifact().name()));
          }
          planned.add(one);
        }
      }
    }
    if (planned.size() > MAX_ARTIFACTS) {
      throw invalid("it makes more than %d artifacts".formatted(MAX_ARTIFACTS));
    }
    return planned;
  }

  private PlannedArtifact filled(GeneratedArtifact artifact, com.google.re2j.Matcher match)
      throws BuildException {
    Map<String, String> raw = new LinkedHashMap<>();
    Map<String, String> lower = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String value = match.group(i + 1);
      raw.put(names.get(i), value);
      String label = value.toLowerCase(Locale.ROOT);
      if (!LABEL.matcher(label).matches()) {
        throw invalid(
            "captured value '%s' for variable '%s' is not a valid Kubernetes label value"
                .formatted(label, names.get(i)));
      }
      lower.put(names.get(i), label);
    }
    String name = fill(artifact.name(), lower);
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          "rendered artifact name '%s' is not a valid Kubernetes object name".formatted(name));
    }
    List<CopyOperation> copies = new ArrayList<>();
    for (CopyOperation copy : artifact.copy()) {
      copies.add(
          new CopyOperation(
              fill(copy.from(), raw), fill(copy.to(), raw), copy.exclude(), copy.strategy()));
    }
    return new PlannedArtifact(
        new GeneratedArtifact(name, artifact.revision(), artifact.originRevision(), copies), lower);
  }

  private String fill(String template, Map<String, String> values) throws BuildException {
    StringBuilder filled = new StringBuilder();
    Matcher capture = CAPTURE.matcher(template);
    while (capture.find()) {
      String value = values.get(capture.group(1));
      if (value == null) {
        throw invalid(
            "capture variable '%s' in '%s' is not defined by pathPattern"
                .formatted(capture.group(1), template));
      }
      capture.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return capture.appendTail(filled).toString();
  }

  private BuildException invalid(String problem) {
    return new BuildException("pathPattern '%s': %s".formatted(text, problem));
  }
}
