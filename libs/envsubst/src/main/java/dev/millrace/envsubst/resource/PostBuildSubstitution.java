package dev.millrace.envsubst.resource;

import dev.millrace.envsubst.SubstitutionException;
import dev.millrace.envsubst.SubstitutionLimits;
import dev.millrace.envsubst.Template;
import dev.millrace.envsubst.Variables;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces variables in built objects (FLUX.md 3.4). The object is written as YAML, the text is
 * expanded and read again; so a value may change the type of a field, and may break the YAML.
 */
public final class PostBuildSubstitution {
  /** Objects with this label or annotation set to {@code disabled} are left alone. */
  public static final String SWITCH = "kustomize.toolkit.fluxcd.io/substitute";

  private static final String DISABLED = "disabled";
  private static final Pattern NAME = Pattern.compile("[_A-Za-z][_A-Za-z0-9]*");

  private final Map<String, String> variables;
  private final Options options;
  private final SubstitutionLimits limits;

  /**
   * How to substitute.
   *
   * @param strict variables that are not set and have no default are errors
   * @param always run even without any variable, for the sake of defaults
   */
  public record Options(boolean strict, boolean always) {}

  /** Substitutes with the given variables. */
  public PostBuildSubstitution(SubstitutionVariables variables, Options options) {
    this(variables, options, SubstitutionLimits.DEFAULT);
  }

  /** Substitutes within other bounds. */
  public PostBuildSubstitution(
      SubstitutionVariables variables, Options options, SubstitutionLimits limits) {
    this.variables = variables.values();
    this.options = options;
    this.limits = limits;
  }

  /** Whether an object is exempt; then its variables need not even be loaded. */
  public static boolean isDisabled(Map<String, ?> object) {
    return object.get("metadata") instanceof Map<?, ?> metadata
        && (isDisabled(metadata.get("labels")) || isDisabled(metadata.get("annotations")));
  }

  private static boolean isDisabled(@Nullable Object entries) {
    return entries instanceof Map<?, ?> map && DISABLED.equals(map.get(SWITCH));
  }

  /**
   * The object with its variables replaced, or nothing when it is exempt. Without variables, unless
   * they are to run always, the object itself.
   *
   * @throws SubstitutionException if a variable has an invalid name or is missing, or the result is
   *     no object any more
   */
  public Optional<Map<String, @Nullable Object>> apply(Map<String, @Nullable Object> object) {
    if (isDisabled(object)) {
      return Optional.empty();
    }
    if (variables.isEmpty() && !options.always()) {
      return Optional.of(object);
    }
    checkNames();
    Variables lookup =
        options.strict() ? Variables.strict(variables) : Variables.lenient(variables);
    byte[] text = Template.parse(GoYaml.write(object), limits).expandToBytes(lookup);
    return Optional.of(read(text));
  }

  private void checkNames() {
    for (String name : variables.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw new SubstitutionException(
            "\"%s\" can't be the name of a variable; use letters, digits and _, no digit first"
                .formatted(name));
      }
    }
  }

  private static Map<String, @Nullable Object> read(byte[] text) {
    Object tree;
    try {
      tree = YamlReader.sigs().read(text);
    } catch (YamlException e) {
      throw new SubstitutionException(
          "the object is no valid YAML after substitution; quote the value or the expression: "
              + e.getMessage(),
          e);
    }
    if (tree instanceof Map<?, ?> map) {
      return asObject(map);
    }
    throw new SubstitutionException("the object is no YAML map after substitution");
  }

  @SuppressWarnings("unchecked") // readers make maps with text keys
  private static Map<String, @Nullable Object> asObject(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
