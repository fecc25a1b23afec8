package dev.millrace.helm.render;

import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoMap;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.helm.chart.ChartFile;
import dev.millrace.yaml.GoYaml;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code .Files}: a chart's files that are neither templates nor subcharts. */
final class FilesObject extends GoMap implements HostObject {
  private static final long serialVersionUID = 1L;
  private static final GoType TYPE =
      GoType.defined("engine.files", GoType.mapOf(GoType.STRING, GoType.BYTES));

  private final transient Map<String, byte[]> contents;

  private FilesObject(Map<String, byte[]> contents) {
    super(TYPE, slices(contents));
    this.contents = contents;
  }

  static FilesObject of(List<ChartFile> files) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    files.forEach(file -> contents.put(file.name(), file.data()));
    return new FilesObject(contents);
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return switch (name) {
      case "Get" -> onName(name, path -> GoString.of(bytes(path)));
      case "GetBytes" -> onName(name, path -> GoSlice.ofBytes(bytes(path)));
      case "Glob" -> onName(name, this::matching);
      case "Lines" -> onName(name, this::lines);
      case "AsConfig" -> new GoFunction(name, Signature.of(), _ -> asYaml(GoString::of));
      case "AsSecrets" ->
          new GoFunction(name, Signature.of(), _ -> asYaml(Base64.getEncoder()::encodeToString));
      default -> null;
    };
  }

  private static GoFunction onName(String method, Function<String, Object> body) {
    return new GoFunction(method, Signature.of(GoType.STRING), call -> body.apply(call.string(0)));
  }

  private byte[] bytes(String path) {
    return contents.getOrDefault(path, new byte[0]);
  }

  private FilesObject matching(String pattern) {
    PathGlob glob = PathGlob.compileOrAny(pattern);
    Map<String, byte[]> found = new LinkedHashMap<>();
    contents.forEach(
        (path, content) -> {
          if (glob.matches(path)) {
            found.put(path, content);
          }
        });
    return new FilesObject(found);
  }

  private GoSlice lines(String path) {
    String text = GoString.of(bytes(path));
    if (text.isEmpty()) {
      return GoSlice.ofStrings(List.of());
    }
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return GoSlice.ofStrings(List.of(body.split("\n", -1)));
  }

  /** One entry for each file, under the last part of its path. */
  private String asYaml(Function<byte[], String> value) {
    Map<String, String> entries = new LinkedHashMap<>();
    contents.forEach(
        (path, content) ->
            entries.put(path.substring(path.lastIndexOf('/') + 1), value.apply(content)));
    String yaml = GoYaml.write(entries);
    return yaml.substring(0, yaml.length() - 1);
  }

  private static Map<String, GoSlice> slices(Map<String, byte[]> contents) {
    Map<String, GoSlice> slices = new LinkedHashMap<>();
    contents.forEach((path, content) -> slices.put(path, GoSlice.ofBytes(content)));
    return slices;
  }
}
