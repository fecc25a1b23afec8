package dev.millrace.kustomize.resource;

import dev.millrace.kustomize.remote.GitBase;
import dev.millrace.kustomize.remote.RemoteReference;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an object comes from, or what transformed it, as {@code buildMetadata} reports it.
 *
 * @param path of the file, relative to the kustomization that is built, or to its repository; empty
 *     for plugins
 * @param repository the address of the repository of a remote base; empty for what is built
 * @param ref the branch, tag or commit that a remote base names; may be empty
 * @param configuredIn the file that holds the generator or transformer; empty for files
 * @param by the generator or transformer, or null
 */
public record Origin(
    String path, String repository, String ref, String configuredIn, @Nullable Plugin by) {
  /** The annotation that holds the origin. */
  public static final String ANNOTATION = "config.kubernetes.io/origin";

  /** The annotation that holds the list of transformations. */
  public static final String TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";

  /** The start of a build. */
  public static final Origin ROOT = new Origin("", "", "", "", null);

  /** A generator or transformer; name and namespace may be empty. */
  public record Plugin(String apiVersion, String kind, String name, String namespace) {}

  /** The origin of what a generator or transformer of the engine does to a kustomization here. */
  public Origin ofBuiltin(String kind, String kustomizationFile) {
    return new Origin(
        "", repository, ref, join(path, kustomizationFile), new Plugin("builtin", kind, "", ""));
  }

  /** The origin of something below this one, or of what a reference to another host leads to. */
  public Origin append(String relative) {
    if (!RemoteReference.isRemote(relative)) {
      return new Origin(join(path, relative), repository, ref, configuredIn, by);
    }
    return GitBase.parse(RemoteReference.shown(relative))
        .map(base -> new Origin(base.folder(), base.repository(), base.ref(), configuredIn, by))
        .orElseGet(() -> new Origin(relative, "", "", configuredIn, by));
  }

  /** The text for the annotation. */
  public String text() {
    return text("");
  }

  /** The text of one more entry of the list of transformations. */
  public String listItem() {
    String text = text("  ");
    return text.isEmpty() ? "- {}\n" : "-" + text.substring(1);
  }

  private String text(String indent) {
    StringBuilder text = new StringBuilder();
    add(text, indent, "path", path);
    add(text, indent, "repo", repository);
    add(text, indent, "ref", ref);
    add(text, indent, "configuredIn", configuredIn);
    if (by != null) {
      text.append(indent).append("configuredBy:\n");
      add(text, indent + "  ", "apiVersion", by.apiVersion);
      add(text, indent + "  ", "kind", by.kind);
      add(text, indent + "  ", "name", by.name);
      add(text, indent + "  ", "namespace", by.namespace);
    }
    return text.isEmpty() && indent.isEmpty() ? "{}\n" : text.toString();
  }

  private static void add(StringBuilder text, String indent, String field, String value) {
    if (!value.isEmpty()) {
      text.append(indent).append(field).append(": ").append(GoYaml.writePretty(value));
    }
  }

  /** Puts an origin on an object that has none. */
  public static void addTo(Resource resource, Origin origin) {
    if (resource.annotation(ANNOTATION) == null) {
      set(resource, origin);
    }
  }

  /** Notes a transformation; an object without an origin was made by it. */
  public static void addTransformation(Resource resource, Origin origin) {
    if (resource.annotation(ANNOTATION) == null) {
      set(resource, origin);
      return;
    }
    Map<String, String> annotations = resource.annotations();
    annotations.merge(TRANSFORMATIONS, origin.listItem(), String::concat);
    resource.setAnnotations(annotations);
  }

  /** The origin of the objects that a plugin makes, from the plugin's own origin; null if none. */
  public static @Nullable Origin ofPlugin(Resource plugin) {
    String annotation = plugin.annotation(ANNOTATION);
    if (annotation == null) {
      return null;
    }
    Object tree = YamlReader.sigs().read(annotation);
    Map<?, ?> fields = tree instanceof Map<?, ?> map ? map : Map.of();
    return new Origin(
        "",
        text(fields, "repo"),
        text(fields, "ref"),
        text(fields, "path"),
        new Plugin(plugin.apiVersion(), plugin.kind(), plugin.name(), plugin.namespace()));
  }

  private static String text(Map<?, ?> fields, String field) {
    return fields.get(field) instanceof String text ? text : "";
  }

  /** Sets the origin, whatever was there. */
  public static void set(Resource resource, Origin origin) {
    Map<String, String> annotations = resource.annotations();
    annotations.put(ANNOTATION, origin.text());
    resource.setAnnotations(annotations);
  }

  /** Removes an annotation of this kind; all annotations become text on the way. */
  public static void remove(Resource resource, String annotation) {
    Map<String, String> annotations = new LinkedHashMap<>(resource.annotations());
    annotations.remove(annotation);
    resource.setAnnotations(annotations);
  }

  private static String join(String directory, String relative) {
    return PathText.clean(directory.isEmpty() ? relative : directory + "/" + relative);
  }
}
