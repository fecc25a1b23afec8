package dev.millrace.gotemplate;

import static dev.millrace.gotemplate.Rendering.message;
import static dev.millrace.gotemplate.Rendering.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gotemplate.value.GoMap;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.NoValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostObjectTest {
  /** An object with a field and methods, as a chart's capabilities are. */
  private record Capabilities(String version) implements HostObject {
    @Override
    public GoType goType() {
      return GoType.pointerTo(GoType.struct("common.Capabilities"));
    }

    @Override
    public @Nullable Object field(String name) {
      return name.equals("Version") ? version : NoValue.NO_VALUE;
    }

    @Override
    public @Nullable GoFunction method(String name) {
      return switch (name) {
        case "Has" ->
            new GoFunction(
                name, Signature.of(GoType.STRING), call -> call.string(0).equals(version));
        case "Fail" ->
            new GoFunction(
                name,
                Signature.of(),
                _ -> {
                  throw new FunctionFailure("broken");
                });
        default -> null;
      };
    }
  }

  /** A map with methods, as a chart's files are. */
  private static final class Files extends GoMap implements HostObject {
    private static final long serialVersionUID = 1L;

    Files(Map<String, ? extends Object> entries) {
      super(GoType.defined("engine.files", GoType.mapOf(GoType.STRING, GoType.BYTES)), entries);
    }

    @Override
    public @Nullable GoFunction method(String name) {
      return name.equals("Get")
          ? new GoFunction(
              name,
              Signature.of(GoType.STRING),
              call -> String.valueOf(get(call.string(0)) == null ? "" : "content"))
          : null;
    }
  }

  private final Map<String, Object> data =
      Map.of(
          "Capabilities",
          new Capabilities("v1"),
          "Files",
          new Files(
              Map.of("b", GoSlice.ofBytes("B".getBytes(StandardCharsets.UTF_8)), "a", bytes())),
          "Values",
          new GoMap(GoType.defined("common.Values", GoType.DICT), Map.of("a", 1.0)));

  private static GoSlice bytes() {
    return GoSlice.ofBytes(new byte[] {65, 65});
  }

  @Test
  void readsFieldsAndCallsMethods() {
    assertThat(render("{{.Capabilities.Version}} {{.Capabilities.Has \"v1\"}}", data))
        .isEqualTo("v1 true");
    assertThat(render("{{\"v2\" | .Capabilities.Has}}", data)).isEqualTo("false");
    assertThat(render("{{(.Files.Get \"a\") | upper}}", data)).isEqualTo("CONTENT");
  }

  @Test
  void visitsTheEntriesOfAMapWithMethods() {
    assertThat(render("{{range $k, $v := .Files}}{{$k}}:{{$v}}:{{toString $v}} {{end}}", data))
        .isEqualTo("a:[65 65]:AA b:[66]:B ");
  }

  @Test
  void knowsDeclaredTypes() {
    assertThat(render("{{typeOf .Values}} {{typeOf .Capabilities}} {{kindOf .Files}}", data))
        .isEqualTo("common.Values *common.Capabilities map");
    assertThat(render("{{hasKey .Values \"a\"}} {{get .Values \"a\"}}", data)).isEqualTo("true 1");
    assertThat(message("{{dig \"a\" 1 .Values}}", data))
        .endsWith(
            "interface conversion: interface {} is common.Values, not map[string]interface {}");
  }

  @Test
  void reportsWhatCannotBeDone() {
    assertThat(message("{{.Capabilities.None}}", data))
        .endsWith("can't evaluate field None in type interface {}");
    assertThat(message("{{.Capabilities.Fail}}", data))
        .isEqualTo(
            "template: t:1:15: executing \"t\" at <.Capabilities.Fail>: error calling Fail: broken");
    assertThat(message("{{.Capabilities.Has}}", data))
        .endsWith("wrong number of args for Has: want 1 got 0");
    assertThat(message("{{b64enc (index .Files \"a\")}}", data))
        .endsWith("wrong type for value; expected string; got []uint8");
  }
}
