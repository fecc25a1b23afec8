package dev.millrace.kustomize.generate;

import dev.millrace.kustomize.kustomization.GeneratorArgs;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteReference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the keys and values of a generated object from literals, files and env files. */
final class KeyValueSources {
  /** Lines beyond this length end an env file: the original's line scanner stops there. */
  private static final int LONGEST_LINE = 64 * 1024;

  private final Loader loader;
  private final String name;
  private final Map<String, byte[]> pairs = new LinkedHashMap<>();

  private KeyValueSources(Loader loader, String name) {
    this.loader = loader;
    this.name = name;
  }

  static Map<String, byte[]> load(GeneratorArgs args, Loader loader) {
    KeyValueSources sources = new KeyValueSources(loader, args.name());
    args.envs().forEach(sources::addEnvFile);
    args.literals().forEach(sources::addLiteral);
    args.files().forEach(sources::addFile);
    return sources.pairs;
  }

  private void add(String key, byte[] value) {
    if (pairs.putIfAbsent(key, value) != null) {
      throw new KustomizeException(
          "the generator of '" + name + "' illegally repeats the key '" + key + "'; remove one");
    }
  }

  private void addLiteral(String literal) {
    int equals = literal.indexOf('=');
    if (equals <= 0) {
      throw new KustomizeException("invalid literal '" + literal + "', expected key=value");
    }
    String value = withoutQuotes(literal.substring(equals + 1));
    add(literal.substring(0, equals), value.getBytes(StandardCharsets.UTF_8));
  }

  private static String withoutQuotes(String text) {
    int last = text.length() - 1;
    boolean quoted =
        last >= 1
            && text.charAt(0) == text.charAt(last)
            && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    return quoted ? text.substring(1, last) : text;
  }

  private void addFile(String source) {
    int equals = source.indexOf('=');
    String key = equals < 0 ? baseName(source) : source.substring(0, equals);
    String path = source.substring(equals + 1);
    if (path.indexOf('=') >= 0) {
      throw new KustomizeException(
          "'" + RemoteReference.shown(source) + "': key name or file path contains '='");
    }
    if (equals >= 0 && (key.isEmpty() || path.isEmpty())) {
      throw new KustomizeException(
          "'"
              + RemoteReference.shown(source)
              + "': missing "
              + (key.isEmpty() ? "key name" : "file path"));
    }
    add(key, loader.load(path));
  }

  private static String baseName(String path) {
    String trimmed = path.replaceAll("/+$", "");
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  private void addEnvFile(String path) {
    List<byte[]> lines = Lines.of(loader.load(path), LONGEST_LINE);
    for (int i = 0; i < lines.size(); i++) {
      String line = Utf8.decodeOrNull(lines.get(i));
      if (line == null) {
        throw new KustomizeException("line " + (i + 1) + " is not valid UTF-8")
            .in(loader.pathOf(path), i + 1);
      }
      addLine(i == 0 ? withoutMark(line) : line);
    }
  }

  private static String withoutMark(String line) {
    return line.startsWith("\ufeff") ? line.substring(1) : line;
  }

  private void addLine(@Nullable String line) {
    String text = String.valueOf(line).stripLeading();
    if (text.isEmpty() || text.charAt(0) == '#') {
      return;
    }
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    if (!key.isEmpty()) {
      add(key, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
