package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import dev.millrace.safety.SecretTexts;
import dev.millrace.yaml.GoJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came from Secrets into a run, be it that templates looked it up or that it is among the
 * values: to keep it out of what is told when the server, the engine or a pod quotes what was made
 * of it. Thread-safe.
 */
public final class KnownSecrets {
  private static final int MAX_VALUES = 20_000;
  private static final int MAX_CHARACTERS = 4 << 20;
  private static final String TOO_MANY =
      "what went wrong is not shown, because the chart looks up more Secrets or takes more values"
          + " from them than can be kept out of it; look up those that are needed by their names,"
          + " and keep values that are not secret in ConfigMaps";

  private final Set<String> values = new LinkedHashSet<>();
  private int characters;
  private boolean tooMany;

  /** Remembers the values of an object, if it is a Secret. */
  void add(KubeObject object) {
    if (object.kind().equals("Secret") && object.apiVersion().equals("v1")) {
      for (@Nullable Object value : Tree.map(object.tree(), "data").values()) {
        if (value instanceof String text) {
          addEncoded(text);
        }
      }
    }
  }

  /** Remembers texts that are to be shown nowhere. */
  public synchronized void add(Collection<String> texts) {
    texts.forEach(this::remember);
  }

  private synchronized void addEncoded(String value) {
    remember(value);
    try {
      remember(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
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
    return SecretTexts.mask(
        values.stream().flatMap(KnownSecrets::spellings).distinct().toList(), message);
  }

  private static Stream<String> spellings(String value) {
    String escaped = value.replace("\\", "\\\\").replace("\n", "\\n");
    return Stream.of(
        Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)),
        inside(GoJson.write(value)),
        escaped.replace("\t", "\\t").replace("\r", "\\r").replace("\"", "\\\""),
        escaped.replace("'", "\\'"),
        value,
        value.strip());
  }

  private static String inside(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }
}
