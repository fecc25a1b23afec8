package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.ANY;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.GoJson.Html;
import dev.millrace.yaml.GoJsonErrors;
import dev.millrace.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/**
 * JSON. The forms without must give an empty text or nil where their input is no JSON; toRawJson
 * fails in both forms.
 */
final class JsonFunctions {
  private static final Signature VALUE = Signature.of(ANY);
  private static final Signature TEXT = Signature.of(STRING);

  private JsonFunctions() {}

  static Functions all() {
    return Functions.builder()
        .add("toJson", VALUE, call -> orEmpty(call.value(0), JsonFunctions::compact))
        .add("mustToJson", VALUE, call -> orFail(call.value(0), JsonFunctions::compact))
        .add("toPrettyJson", VALUE, call -> orEmpty(call.value(0), JsonFunctions::pretty))
        .add("mustToPrettyJson", VALUE, call -> orFail(call.value(0), JsonFunctions::pretty))
        .add("toRawJson", VALUE, call -> orFail(call.value(0), JsonFunctions::raw))
        .add("mustToRawJson", VALUE, call -> orFail(call.value(0), JsonFunctions::raw))
        .add("fromJson", TEXT, call -> readOrNull(call.string(0)))
        .add("mustFromJson", TEXT, call -> readOrFail(call.string(0)))
        .build();
  }

  private interface Form {
    String write(@Nullable Object tree);
  }

  private static String compact(@Nullable Object tree) {
    return GoJson.write(tree);
  }

  private static String pretty(@Nullable Object tree) {
    return GoJson.writeIndented(tree, "  ");
  }

  private static String raw(@Nullable Object tree) {
    return GoJson.write(tree, Html.PLAIN);
  }

  private static String orEmpty(@Nullable Object value, Form form) {
    try {
      return form.write(JsonTree.of(value));
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static String orFail(@Nullable Object value, Form form) {
    try {
      return form.write(JsonTree.of(value));
    } catch (IllegalArgumentException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static @Nullable Object readOrNull(String text) {
    try {
      return GoJson.readDoubles(text);
    } catch (YamlException _) {
      return null;
    }
  }

  private static @Nullable Object readOrFail(String text) {
    try {
      return GoJson.readDoubles(text);
    } catch (YamlException e) {
      throw new FunctionFailure(GoJsonErrors.explain(text), e);
    }
  }
}
