package dev.millrace.controller.helm.values;

import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.helm.chart.Chart;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts among values, as messages could quote them; keys are none. */
final class ValueTexts {
  private static final int WHOLE_LINE = 8;

  private final Set<String> texts = new HashSet<>();

  /** Adds the texts and numbers of a tree. */
  ValueTexts add(@Nullable Object value) {
    switch (value) {
      case Map<?, ?> map -> map.values().forEach(this::add);
      case List<?> list -> list.forEach(this::add);
      case String text -> addText(text);
      case Number number -> addNumber(number);
      case null, default -> {}
    }
    return this;
  }

  /** Adds the defaults of a chart and its subcharts. */
  ValueTexts addDefaults(Chart chart) {
    add(chart.values());
    chart.dependencies().forEach(this::addDefaults);
    return this;
  }

  /** Templates indent the lines of a long text, so that each may be quoted by itself. */
  private void addText(String text) {
    texts.add(text);
    if (text.indexOf('\n') >= 0) {
      text.lines()
          .map(String::strip)
          .filter(line -> line.length() >= WHOLE_LINE)
          .forEach(texts::add);
    }
  }

  /** As a template prints it, and with all of its digits. */
  private void addNumber(Number number) {
    texts.add(GoFormat.text(number));
    double value = number.doubleValue();
    if (value == Math.rint(value) && Math.abs(value) < 0x1p63) {
      texts.add(new BigDecimal(value).toPlainString());
    }
  }

  Set<String> all() {
    return Collections.unmodifiableSet(texts);
  }
}
