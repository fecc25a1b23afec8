package dev.millrace.helm.render;

import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.sprig.JsonTree;
import dev.millrace.gotemplate.sprig.JsonTree.Target;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.NilMap;
import dev.millrace.helm.toml.TomlException;
import dev.millrace.helm.toml.TomlReader;
import dev.millrace.helm.toml.TomlWriter;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.GoJsonErrors;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Helm's functions that write and read YAML, JSON and TOML (HELM.md "Rendering"). The plain forms
 * swallow errors as Helm does: writers give an empty text, readers a map with the key {@code Error}
 * or a list of the message.
 */
final class DocumentFunctions {
  private static final Signature ANY = Signature.of(GoType.ANY);
  private static final Signature TEXT = Signature.of(GoType.STRING);
  private static final String ERROR = "Error";

  private DocumentFunctions() {}

  static Functions all() {
    return Functions.builder()
        .add("toYaml", ANY, call -> orEmpty(DocumentFunctions::toYaml, call.value(0)))
        .add("mustToYaml", ANY, call -> orFail(DocumentFunctions::toYaml, call.value(0)))
        .add("toYamlPretty", ANY, call -> orEmpty(DocumentFunctions::toYamlPretty, call.value(0)))
        .add("fromYaml", TEXT, call -> table(Reader.YAML, call.string(0)))
        .add("fromYamlArray", TEXT, call -> list(Reader.YAML, call.string(0)))
        .add("toJson", ANY, call -> orEmpty(DocumentFunctions::toJson, call.value(0)))
        .add("mustToJson", ANY, call -> orFail(DocumentFunctions::toJson, call.value(0)))
        .add("fromJson", TEXT, call -> table(Reader.JSON, call.string(0)))
        .add("fromJsonArray", TEXT, call -> list(Reader.JSON, call.string(0)))
        .add("toToml", ANY, call -> toToml(call.value(0)))
        .add("mustToToml", ANY, call -> mustToToml(call.value(0)))
        .add("fromToml", TEXT, call -> fromToml(call.string(0)))
        .build();
  }

  private static String toYaml(@Nullable Object value) {
    return withoutLineBreak(GoYaml.write(JsonTree.of(value, Target.YAML)));
  }

  private static String toYamlPretty(@Nullable Object value) {
    return withoutLineBreak(GoYaml.writePretty(JsonTree.of(value, Target.YAML_V3)));
  }

  private static String toJson(@Nullable Object value) {
    return GoJson.write(JsonTree.of(value));
  }

  private static String toToml(@Nullable Object value) {
    try {
      return toml(value);
    } catch (IllegalArgumentException | TomlException e) {
      return message(e);
    }
  }

  private static String mustToToml(@Nullable Object value) {
    try {
      return toml(value);
    } catch (IllegalArgumentException | TomlException e) {
      throw new FunctionFailure(message(e), e);
    }
  }

  private static String toml(@Nullable Object value) {
    Object tree = JsonTree.of(value, Target.TOML);
    if (tree == null) {
      throw new FunctionFailure("nil has no form in TOML");
    }
    return TomlWriter.write(tree);
  }

  private static Object fromToml(String text) {
    try {
      return TomlReader.read(text);
    } catch (TomlException e) {
      return error(message(e));
    }
  }

  private static String orEmpty(Function<@Nullable Object, String> writer, @Nullable Object value) {
    try {
      return writer.apply(value);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static String orFail(Function<@Nullable Object, String> writer, @Nullable Object value) {
    try {
      return writer.apply(value);
    } catch (IllegalArgumentException e) {
      throw new FunctionFailure(message(e), e);
    }
  }

  private static Object table(Reader reader, String text) {
    try {
      Object tree = reader.read(text);
      if (tree == null || tree instanceof Map) {
        return tree == null ? reader.noTable() : tree;
      }
      return error(reader.mismatch(tree, "map[string]interface {}"));
    } catch (YamlException e) {
      return error(reader.explain(text, e));
    }
  }

  private static Object list(Reader reader, String text) {
    try {
      Object tree = reader.read(text);
      if (tree == null || tree instanceof List) {
        return tree == null ? reader.noList() : tree;
      }
      return errors(reader.mismatch(tree, "[]interface {}"));
    } catch (YamlException e) {
      return errors(reader.explain(text, e));
    }
  }

  private static Map<String, @Nullable Object> error(String message) {
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    table.put(ERROR, message);
    return table;
  }

  private static List<@Nullable Object> errors(String message) {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(message);
    return list;
  }

  private static String withoutLineBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  /** The two formats: how to read them, and Go's words when that fails, which templates can see. */
  private enum Reader {
    YAML("error unmarshaling JSON: while decoding JSON: ") {
      @Override
      @Nullable Object read(String text) {
        return YamlReader.sigs().allNumbersAsDoubles().read(text);
      }

      @Override
      Object noTable() {
        return new LinkedHashMap<String, Object>();
      }

      @Override
      Object noList() {
        return new ArrayList<Object>();
      }

      @Override
      String explain(String text, YamlException problem) {
        return "error converting YAML to JSON: " + GoYamlErrors.explain(problem, text);
      }
    },
    JSON("") {
      @Override
      @Nullable Object read(String text) {
        return GoJson.readDoubles(text);
      }

      @Override
      Object noTable() {
        return new NilMap();
      }

      @Override
      Object noList() {
        return GoSlice.nil(GoType.LIST);
      }

      @Override
      String explain(String text, YamlException problem) {
        return GoJsonErrors.explain(text);
      }
    };

    private final String mismatchPrefix;

    Reader(String mismatchPrefix) {
      this.mismatchPrefix = mismatchPrefix;
    }

    abstract @Nullable Object read(String text);

    /** What null is as a table. */
    abstract Object noTable();

    /** What null is as a list. */
    abstract Object noList();

    abstract String explain(String text, YamlException problem);

    String mismatch(Object tree, String wanted) {
      String found =
          switch (tree) {
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case String _ -> "string";
            case Boolean _ -> "bool";
            default -> "number";
          };
      return mismatchPrefix
          + "json: cannot unmarshal "
          + found
          + " into Go value of type "
          + wanted;
    }
  }
}
