package dev.millrace.controller.notification.statuspage.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours of both schemes can be told apart as WCAG 2.2 AA asks (1.4.3 and 1.4.11). */
class ContrastTest {
  private static final Pattern SCHEME = Pattern.compile(":root \\{([^}]*)}");
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final List<String> GROUNDS = List.of("ground", "raised");
  private static final List<String> TEXTS =
      List.of(
          "text",
          "faint",
          "link",
          "failing",
          "waiting",
          "in-progress",
          "unknown",
          "suspended",
          "ready");

  private final List<Map<String, Integer>> schemes = schemes();

  @Test
  void textIsReadable() {
    assertThat(schemes).hasSize(2);
    for (Map<String, Integer> scheme : schemes) {
      for (String ground : GROUNDS) {
        for (String text : TEXTS) {
          assertThat(contrast(scheme, text, ground)).as(text + " on " + ground).isGreaterThan(4.5);
        }
      }
    }
  }

  @Test
  void fieldsAndButtonsHaveAnEdgeThatIsSeen() {
    for (Map<String, Integer> scheme : schemes) {
      for (String ground : GROUNDS) {
        assertThat(contrast(scheme, "edge", ground)).as("edge on " + ground).isGreaterThan(3);
      }
    }
  }

  private static double contrast(Map<String, Integer> scheme, String one, String other) {
    double a = luminance(requireNonNull(scheme.get(one)));
    double b = luminance(requireNonNull(scheme.get(other)));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 255)
        + 0.7152 * linear(colour >> 8 & 255)
        + 0.0722 * linear(colour & 255);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static List<Map<String, Integer>> schemes() {
    List<Map<String, Integer>> schemes = new ArrayList<>();
    Matcher scheme = SCHEME.matcher(styleSheet());
    while (scheme.find()) {
      Map<String, Integer> colours = new LinkedHashMap<>();
      Matcher colour = COLOUR.matcher(scheme.group(1));
      while (colour.find()) {
        colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
      }
      schemes.add(colours);
    }
    return schemes;
  }

  private static String styleSheet() {
    try (InputStream css = ContrastTest.class.getResourceAsStream("/statuspage/page.css")) {
      return new String(requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
