package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.envsubst.Template;
import dev.millrace.envsubst.Variables;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The suite {@code envsubst}: templates, variables and the text that comes out, byte for byte. */
final class EnvsubstSuite {

  /** The text, as Base64 where the case expects bytes that are no valid UTF-8. */
  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    Map<String, String> values = new LinkedHashMap<>();
    Tree.map(testCase, "vars").forEach((name, value) -> values.put(name, (String) value));
    boolean strict = Boolean.TRUE.equals(testCase.get("strict"));
    Variables variables = strict ? Variables.strict(values) : Variables.lenient(values);
    byte[] text = Template.parse(Tree.string(testCase, "template")).expandToBytes(variables);
    return testCase.containsKey("expectedBase64")
        ? Base64.getEncoder().encodeToString(text)
        : new String(text, StandardCharsets.UTF_8);
  }
}
