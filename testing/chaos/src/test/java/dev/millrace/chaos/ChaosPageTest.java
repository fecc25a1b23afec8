package dev.millrace.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosPageTest {
  private static final String PAGE =
      """
      # Another head

      |---|---|---|---|---|---|
      | killed before write 10 | helm-controller | 1 | the same | 0 | 2.0 |
      | killed before write 9 | helm-controller | 1 | the same | 0 | 1.0 |

      ## What this table is

      Remarks | with | strokes | in them.
      """;

  @TempDir Path folder;

  @Test
  void ordersRowsAndKeepsWhatWasWrittenBelowThem() throws IOException {
    Path file = folder.resolve("chaos.md");
    Files.writeString(file, PAGE);

    new ChaosPage(file).write();

    assertThat(file)
        .content()
        .endsWith(
            """
            |---|---|---|---|---|---|
            | killed before write 9 | helm-controller | 1 | the same | 0 | 1.0 |
            | killed before write 10 | helm-controller | 1 | the same | 0 | 2.0 |

            ## What this table is

            Remarks | with | strokes | in them.
            """);
  }
}
