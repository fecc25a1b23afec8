package dev.millrace.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The table in the documentation: rows of a run take the place of older ones of the same fault.
 * What somebody wrote below the table stays.
 */
final class ChaosPage {
  private static final String RULE = "|---|---|---|---|---|---|";
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,8}");
  private static final String HEAD =
      """
      # Chaos

      Written by `make chaos` (2 cores). An application from Git and a chart are deployed and changed, a new
      image is committed, a chat hears of it, and all is taken away, while one thing goes wrong. In the end
      every field of every object has to be as without it, but for times, ids and counters (the code has
      the [list](../../testing/chaos/src/main/java/dev/millrace/chaos/end/Exclusion.java)); so has the
      repository; nothing may be left after the removal; and the chat has to hear of every commit that was
      fetched, applied and pushed and of every version of the chart that was released. A revision of the
      release that failed because the controller was killed in the middle of it may lie between the others,
      and so may attempts of the Kustomization that failed. No log, object or message may tell what the Secret
      of the play holds.

      Deaths are numbered by the controller's writes in the namespace of the application, Events included.
      "Twice" is how many of these notifications came again. A clock that is put forward or back is that of
      one controller or of all, in the middle of the play.

      | fault | controller | times | end | twice | seconds |
      """;

  private final Path file;
  private final Map<String, String> rows = new LinkedHashMap<>();
  private final List<String> remarks;

  ChaosPage(Path file) throws IOException {
    this.file = file;
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    List<String> table = lines.stream().dropWhile(each -> !each.equals(RULE)).skip(1).toList();
    table.stream().takeWhile(ChaosPage::isRow).forEach(this::put);
    remarks = table.stream().dropWhile(ChaosPage::isRow).toList();
  }

  private static boolean isRow(String line) {
    return line.startsWith("|");
  }

  /** Forgets the rows of older runs. */
  void clear() {
    rows.clear();
  }

  void add(Outcome outcome) {
    put(outcome.row());
  }

  void write() throws IOException {
    List<String> lines = new ArrayList<>(List.of(RULE));
    lines.addAll(inOrder());
    lines.addAll(remarks);
    Files.writeString(file, HEAD + String.join("\n", lines) + "\n");
  }

  /** By controller and fault, of which write 9 comes before write 10. */
  private List<String> inOrder() {
    return rows.values().stream().sorted(Comparator.comparing(ChaosPage::rank)).toList();
  }

  private static String rank(String row) {
    String[] cells = row.split(" \\| ", 3);
    return cells[1]
        + DIGITS
            .matcher(cells[0])
            .replaceAll(each -> "0".repeat(8 - each.group().length()) + each.group());
  }

  private void put(String row) {
    String[] cells = row.split(" \\| ", 3);
    if (cells.length == 3) {
      rows.put(cells[0] + cells[1], row);
    }
  }
}
