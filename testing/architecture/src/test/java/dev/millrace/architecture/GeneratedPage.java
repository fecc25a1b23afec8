package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that is written by a program. */
record GeneratedPage(String name) {
  /**
   * Compares the page with what it should be; with the system property {@code millrace.write} the
   * page is written instead.
   */
  void says(String text) {
    Path page = Path.of("../../docs/reference").resolve(name);
    if (Boolean.getBoolean("millrace.write")) {
      try {
        Files.writeString(page, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(page)
        .as(
            "written anew by: mvn verify -Dtest=FlagsTest,ReferenceTest -pl testing/architecture -am -Dmillrace.write=true")
        .hasContent(text);
  }
}
