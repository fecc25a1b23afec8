package dev.millrace.architecture.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One way in which programs of this trade were attacked or failed.
 *
 * @param row the number that names of tests begin with
 * @param about what has to hold, in one line
 * @param exclusion why it does not concern this suite; empty when it does
 */
public record SecurityCase(int row, String about, String exclusion) {

  /** All of them, by row. */
  public static List<SecurityCase> all() {
    try (InputStream list =
        Objects.requireNonNull(SecurityCase.class.getResourceAsStream("cases.tsv"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(SecurityCase::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a test has to prove it. */
  public boolean concernsUs() {
    return exclusion.isEmpty();
  }

  private static SecurityCase parse(String line) {
    String[] fields = line.split("\t", -1);
    return new SecurityCase(Integer.parseInt(fields[0]), fields[1], fields[2]);
  }
}
