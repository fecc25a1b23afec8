package dev.millrace.kustomize.resource;

import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an object comes from, or what transformed it, as {@code buildMetadata} reports it.
 *
 * @param path of the file, relative to the kustomization that is built; empty for plugins
 * @param configuredIn the file that holds the generator or transformer; empty for files
 * @param by the generator or transformer, or null
 */
public record Origin(String path, String configuredIn, @Nullable Plugin by) {
  /** The annotation that holds the origin. */
  public static final String ANNOTATION = "config.kubernetes.io/origin";

  /** The annotation that holds the list of transformations. */
  public static final String TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";

  /** The start of a build. */
  public static final Origin ROOT = new Origin("", "", null);

  /** A generator or transformer; name and namespace may be empty. */
  public record Plugin(String apiVersion, String kind, String name, String namespace) {
    /** One that is part of the engine. */
    public static Plugin builtin(String kind) {
      return new Plugin("builtin", kind, "", "");
    }
  }

  /** The origin of something below this one. */
  public Origin append(String relative) {
    return new Origin(join(path, relative), configuredIn, by);
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

  /** The path in the origin annotation of an object; null when it has none. */
  static @Nullable String pathIn(@Nullable String annotation) {
    if (annotation == null) {
      return null;
    }
    Object tree = YamlReader.sigs().read(annotation);
    return tree instanceof Map<?, ?> map && map.get("path") instanceof String path ? path : "";
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
    String path = pathIn(plugin.annotation(ANNOTATION));
    if (path == null) {
      return null;
    }
    return new Origin(
        "",
        path,
        new Plugin(plugin.apiVersion(), plugin.kind(), plugin.name(), plugin.namespace()));
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
