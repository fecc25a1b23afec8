package dev.millrace.e2e.story;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A secret value that must turn up nowhere, however it is written.
 *
 * @param forms the texts to look for, in lower case where case carries nothing
 */
public record Canary(List<String> forms) {

  /** The value itself, in hexadecimal, and in Base64 wherever it begins in what was encoded. */
  public static Canary of(String value) {
    List<String> forms = new ArrayList<>();
    forms.add(value);
    forms.add(HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
    for (int before = 0; before < 3; before++) {
      forms.add(base64(value, before));
    }
    return new Canary(List.copyOf(forms));
  }

  /** Whether a text tells the value. */
  public boolean isIn(String text) {
    return forms.stream().anyMatch(text::contains);
  }

  /** The digits that no neighbour of the value has a part in. */
  private static String base64(String value, int before) {
    byte[] bytes = (" ".repeat(before) + value).getBytes(StandardCharsets.UTF_8);
    String digits = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    int first = before == 0 ? 0 : before + 1;
    int end = bytes.length % 3 == 0 ? digits.length() : digits.length() - 1;
    return digits.substring(first, end);
  }
}
