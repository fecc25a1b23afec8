package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;

/** What a template can learn about the machine, and how it can refuse to go on. */
final class EnvironmentFunctions {
  private static final String SPECIAL = "*#$@!?-0123456789";

  private final SprigEnvironment environment;

  private EnvironmentFunctions(SprigEnvironment environment) {
    this.environment = environment;
  }

  static Functions all(SprigEnvironment environment) {
    var functions = new EnvironmentFunctions(environment);
    return Functions.builder()
        .add("env", Signature.of(STRING), call -> functions.variable(call.string(0)))
        .add("expandenv", Signature.of(STRING), call -> functions.expand(call.string(0)))
        .add("getHostByName", Signature.of(STRING), functions::address)
        .build();
  }

  /** Functions that touch nothing: {@code fail} and {@code hello}. */
  static Functions flow() {
    return Functions.builder()
        .add("hello", Signature.of(), _ -> "Hello!")
        .add("fail", Signature.of(STRING), EnvironmentFunctions::fail)
        .build();
  }

  private static Object fail(Call call) {
    throw new FunctionFailure(call.string(0));
  }

  private String variable(String name) {
    return environment.variable().apply(name).orElse("");
  }

  private Object address(Call call) {
    return environment
        .hostAddress()
        .apply(call.string(0))
        .orElseThrow(() -> new FunctionFailure("cannot resolve the host name " + call.string(0)));
  }

  /** Replaces {@code $name} and {@code ${name}}; a malformed reference vanishes. */
  private String expand(String text) {
    var result = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '$' || i == text.length()) {
        result.append(c);
        continue;
      }
      int end = nameEnd(text, i);
      String name = text.substring(i, end);
      if (name.isEmpty() && text.charAt(i) == '{') {
        i = bracedEnd(text, i, result);
      } else if (name.isEmpty()) {
        result.append('$');
      } else {
        result.append(variable(name));
        i = end;
      }
    }
    return result.toString();
  }

  private int bracedEnd(String text, int brace, StringBuilder result) {
    int close = text.indexOf('}', brace);
    if (close < 0) {
      return brace + 1;
    }
    String name = text.substring(brace + 1, close);
    if (nameEnd(name, 0) == name.length()) {
      result.append(variable(name));
    }
    return close + 1;
  }

  private static int nameEnd(String text, int from) {
    if (from < text.length() && SPECIAL.indexOf(text.charAt(from)) >= 0) {
      return from + 1;
    }
    int end = from;
    while (end < text.length() && isNameCharacter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNameCharacter(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }
}
