package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What templates of a run read from Secrets, to keep it out of what is told when the server or the
 * engine quotes what was made of it. Thread-safe.
 */
public final class LookedUpSecrets {
  private static final String MASK = "***";
  private static final int SHORT = 6;
  private static final int MAX_VALUES = 500;
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final String TOO_MANY =
      "what went wrong is not shown, because the chart looks up more Secrets than can be kept out of"
          + " it; look up those that are needed by their names";

  private final Set<String> values = new LinkedHashSet<>();
  private int characters;
  private boolean tooMany;

  /** Remembers the values of an object, if it is a Secret. */
  void add(KubeObject object) {
    if (object.kind().equals("Secret") && object.apiVersion().equals("v1")) {
      for (@Nullable Object value : Tree.map(object.tree(), "data").values()) {
        if (value instanceof String text) {
          add(text);
        }
      }
    }
  }

  private synchronized void add(String value) {
    remember(value);
    try {
      String decoded = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
      remember(decoded);
      remember(decoded.strip());
    } catch (IllegalArgumentException _) {
      // nothing to decode
    }
  }

  private void remember(String value) {
    if (tooMany || value.isBlank() || !values.add(value)) {
      return;
    }
    characters += value.length();
    tooMany |= values.size() > MAX_VALUES || characters > MAX_CHARACTERS;
    if (tooMany) {
      values.clear();
    }
  }

  /** A message without these values, as they are, encoded, or with the escapes of strings. */
  public synchronized String scrub(String message) {
    if (tooMany) {
      return TOO_MANY;
    }
    List<String> longestFirst = new ArrayList<>(values);
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    String scrubbed = message;
    for (String value : longestFirst) {
      scrubbed = without(value, without(escaped(value), scrubbed));
    }
    return scrubbed;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /**
   * Short values count only as words of their own: a message with every "a" masked says nothing.
   */
  private static String without(String value, String message) {
    String literal = Pattern.quote(value);
    Pattern pattern =
        Pattern.compile(value.length() < SHORT ? "(?<!\\w)" + literal + "(?!\\w)" : literal);
    return pattern.matcher(message).replaceAll(Matcher.quoteReplacement(MASK));
  }
}
