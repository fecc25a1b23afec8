package dev.millrace.gotemplate;

import static dev.millrace.gotemplate.Rendering.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final ExecutionOptions NARROW =
      ExecutionOptions.DEFAULT.withLimits(
          new Limits(10_000, 1_000, 50_000, 100, Duration.ofMinutes(10)));

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{repeat 1000000000 \"x\"}}",
        "{{until 2147483647}}",
        "{{untilStep 0 9223372036854775807 1}}",
        "{{seq 1 100000000}}",
        "{{range 9223372036854775807}}{{end}}",
        "{{range 1000000}}x{{end}}",
        "{{$l := list 1}}{{range 100}}{{$l = concat $l $l}}{{end}}",
        "{{$s := \"ab\"}}{{range 100}}{{$s = printf \"%s%s\" $s $s}}{{end}}",
        "{{$s := \"ab\"}}{{range 100}}{{$s = replace \"a\" $s $s}}{{end}}",
        "{{indent 100000000 \"x\"}}",
        "{{printf \"%999999d\" 1}}",
        "{{randAlphaNum 1000000000}}",
        "{{regexReplaceAll \"\" (repeat 9000 \"a\") \"bbbb\"}}",
        "{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}",
        "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{$d | toString}}",
        "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{deepCopy $d}}",
        "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{$d}}",
        "{{$l := list}}{{range 60}}{{$l = list $l $l}}{{end}}{{$l}}",
        "{{$l := list}}{{range 60}}{{$l = list $l $l}}{{end}}{{toJson $l}}",
        "{{$l := list}}{{range 60}}{{$l = list $l $l}}{{end}}{{deepCopy $l}}",
        "{{$l := list}}{{$m := list}}{{range 60}}{{$l = list $l $l}}{{$m = list $m $m}}{{end}}"
            + "{{deepEqual $l $m}}",
        "{{$s := repeat 9000 \"x\"}}{{range 900}}{{$_ := upper $s}}{{end}}",
        "{{$s := repeat 9000 \"x\"}}{{cat $s $s}}",
        "{{$s := repeat 9000 \"x\"}}{{join $s (until 100)}}",
        "{{$l := until 900}}{{range 100}}{{$_ := uniq $l}}{{end}}",
      })
  void endsARunawayTemplate(String template) {
    TemplateException exception = failure(template, Map.of(), NARROW);
    assertThat(exception.phase()).isEqualTo(TemplateException.Phase.LIMIT);
    assertThat(exception.line()).isEqualTo(1);
    assertThat(exception.templateName()).isEqualTo("t");
  }

  @Test
  void hasNoJsonForAValueThatContainsItself() {
    String template = "{{$d := dict}}{{$_ := set $d \"d\" $d}}[{{$d | %s}}]";
    assertThat(Rendering.render(template.formatted("toJson"))).isEqualTo("[]");
    assertThat(failure(template.formatted("mustToJson"), Map.of(), NARROW))
        .hasMessageContaining("json: unsupported value: encountered a cycle");
  }

  @Test
  void recursesAsDeepAsTheLimitAllows() {
    var options =
        ExecutionOptions.DEFAULT.withLimits(
            new Limits(1 << 20, 1000, 10_000_000, 20_000, Duration.ofMinutes(10)));
    String template =
        "{{define \"down\"}}{{if gt . 0}}{{with sub . 1}}{{template \"down\" .}}{{end}}{{end}}{{end}}"
            + "{{template \"down\" 19000}}done";
    assertThat(Rendering.render(template, Map.of(), options)).isEqualTo("done");
  }

  @Test
  void endsWhenTheTimeIsUp() {
    var nanos = new AtomicLong();
    var options =
        new ExecutionOptions(
            MissingKey.DEFAULT,
            new Limits(1 << 20, 1000, Long.MAX_VALUE, 100, Duration.ofSeconds(1)),
            null,
            () -> nanos.addAndGet(1_000_000));
    TemplateException exception =
        failure("{{range 9223372036854775807}}{{end}}", new HashMap<>(), options);
    assertThat(exception.phase()).isEqualTo(TemplateException.Phase.LIMIT);
    assertThat(Objects.requireNonNull(exception.getMessage())).contains("took longer than PT1S");
  }

  @Test
  void endsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    TemplateException exception =
        failure("{{range 9223372036854775807}}{{end}}", Map.of(), ExecutionOptions.DEFAULT);
    assertThat(exception).hasMessageContaining("was interrupted");
  }

  @Test
  void parsesAndExecutesDeepNesting() {
    String parentheses = "{{" + "(".repeat(9_000) + "1" + ")".repeat(9_000) + "}}";
    assertThat(Rendering.render(parentheses)).isEqualTo("1");
    assertThat(Rendering.render("{{if 1}}".repeat(5_000) + "x" + "{{end}}".repeat(5_000)))
        .isEqualTo("x");
  }

  @Test
  void refusesTextsThatAreNestedTooDeeply() {
    String parentheses = "{{" + "(".repeat(10_001) + "1" + ")".repeat(10_001) + "}}";
    assertThat(Rendering.failure(parentheses, null))
        .hasMessageContaining("max expression depth exceeded");
    String blocks = "{{if 1}}".repeat(10_001) + "{{end}}".repeat(10_001);
    assertThat(Rendering.failure(blocks, null)).hasMessageContaining("nested deeper than 10000");
  }
}
