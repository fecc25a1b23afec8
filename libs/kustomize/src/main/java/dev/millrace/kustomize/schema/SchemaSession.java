package dev.millrace.kustomize.schema;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.schema.Definitions.TypeName;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one build. A kustomization may bring its own, which counts from the moment it is
 * read; the builtin one is only there when it was needed before that, as in the original, whose
 * schema is one variable for the whole process (KUSTOMIZE.md "Patches").
 */
public final class SchemaSession implements Scopes {
  private static final String BUILTIN_VERSION = "v1.21.2";

  private final BuiltinSchema builtin;
  private @Nullable Definitions definitions;
  private boolean loaded;
  private boolean hasBuiltin;
  private boolean askedBeforeLoading;
  private boolean chosen;
  private @Nullable String custom;

  /** Starts without any schema loaded. */
  public SchemaSession(BuiltinSchema builtin) {
    this.builtin = builtin;
  }

  /**
   * Takes the {@code openapi} field of a kustomization into account; the first one that says
   * something wins, later ones are ignored.
   *
   * @param version the builtin version asked for, or null
   * @param document the text of the document that {@code path} names, or null
   */
  public void choose(@Nullable String version, @Nullable String document) {
    if (chosen) {
      return;
    }
    if (document != null) {
      if (version != null) {
        throw new KustomizeException("openapi has both a path and a version; keep one of the two");
      }
      custom = document;
      reload();
    } else if (version != null && !version.isEmpty()) {
      if (!version.equals(BUILTIN_VERSION)) {
        throw new KustomizeException(
            "openapi version " + version + " is not built in; use " + BUILTIN_VERSION);
      }
      reload();
    }
  }

  private void reload() {
    chosen = true;
    loaded = false;
  }

  /** Loads the builtin schema before anything else can ask for another one, as Flux does. */
  public void loadBuiltin() {
    load();
  }

  /** The schema of a kind; null when nothing is known of it. */
  public @Nullable Schema schemaOf(String apiVersion, String kind) {
    load();
    return definitions == null ? null : definitions.schemaOf(new TypeName(apiVersion, kind));
  }

  /**
   * The schema that a comment beside a field holds as JSON; null when it is something else. Any
   * JSON object counts, and hides what the builtin schema knows of the field.
   */
  public @Nullable Schema ofComment(@Nullable String json) {
    Map<?, ?> tree = json == null ? Map.of() : parse(json);
    if (tree.isEmpty()) {
      return null;
    }
    load();
    Definitions known = definitions == null ? new Definitions() : definitions;
    SchemaType type = known.follow(OpenApiDocument.type(tree));
    return type == null ? null : new Schema(type, known);
  }

  private static Map<?, ?> parse(String json) {
    try {
      return GoJson.read(json) instanceof Map<?, ?> map ? map : Map.of();
    } catch (YamlException e) {
      return Map.of();
    }
  }

  @Override
  public boolean isClusterScoped(String apiVersion, String kind) {
    TypeName name = new TypeName(apiVersion, kind);
    Boolean known = builtin.precomputedScope(name);
    if (known != null) {
      return !known;
    }
    if (custom != null) {
      load();
    } else if (!loaded) {
      askedBeforeLoading = true;
    }
    Boolean namespaced = definitions == null ? null : definitions.isNamespaced(name);
    return namespaced != null && !namespaced;
  }

  private void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    if (custom != null) {
      add(OpenApiDocument.read(custom));
    }
    if (!hasBuiltin && (custom == null || askedBeforeLoading)) {
      hasBuiltin = true;
      add(builtin.definitions());
    }
  }

  /** Adds definitions; the builtin ones are shared with other builds as long as they are alone. */
  private void add(Definitions added) {
    if (definitions == null) {
      definitions = added;
      return;
    }
    Definitions joined = new Definitions();
    joined.addAll(definitions);
    joined.addAll(added);
    definitions = joined;
  }
}
