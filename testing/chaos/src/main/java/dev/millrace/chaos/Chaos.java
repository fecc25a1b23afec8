package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.e2e.process.Controller;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code make chaos}: every fault and every death, one after the other; a table of how they end.
 */
public final class Chaos {
  private static final String HEAD =
      """
      # Chaos

      Written by `make chaos` (%s, 2 cores). An application from Git and a chart are deployed and
      changed while one fault happens between one controller and the API server, or between all
      of them and the artifacts. The edit, the removal, the new object and the new chart version
      all have to arrive, with the same objects, inventory and revisions of the release as without
      the fault; revisions that failed on the way may lie between. Deaths are numbered by the
      controller's writes in the namespace of the application.

      | fault | controller | times | end | seconds |
      |---|---|---|---|---|
      """;

  private final PrintStream out;
  private final List<Outcome> outcomes = new ArrayList<>();

  private Chaos(PrintStream out) {
    this.out = out;
  }

  /**
   * Plays all faults; ends with code 1 when one of them ended otherwise than none.
   *
   * @param arguments every how many writes there is a death; 1 for every write
   */
  public static void main(String[] arguments) throws InterruptedException, IOException {
    int step = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    Chaos chaos = new Chaos(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    try (Ensemble ensemble = Ensemble.open()) {
      chaos.play(new Faults(ensemble), step);
    }
    Path page = Repository.root().resolve("docs/reference/chaos.md");
    Files.writeString(page, chaos.page());
    System.exit(chaos.outcomes.stream().allMatch(Outcome::isSame) ? 0 : 1);
  }

  private void play(Faults faults, int step) {
    for (ArtifactFault fault : ArtifactFault.values()) {
      tell(faults.under(fault));
    }
    for (Controller controller : Ensemble.CAST) {
      for (ServerFault fault : ServerFault.values()) {
        tell(faults.under(fault, controller));
      }
    }
    for (Controller controller : Ensemble.CAST) {
      for (int write = 1; write <= faults.writes(controller); write += step) {
        tellIfItHappened(faults.death(controller, write, false));
        tellIfItHappened(faults.death(controller, write, true));
      }
    }
  }

  /** A controller writes a little less often when events of two runs become one. */
  private void tellIfItHappened(Outcome death) {
    if (death.hits() > 0) {
      tell(death);
    }
  }

  private void tell(Outcome outcome) {
    outcomes.add(outcome);
    out.println(outcome.line());
  }

  private String page() {
    return outcomes.stream()
        .map(Outcome::row)
        .collect(Collectors.joining("\n", HEAD.formatted(LocalDate.now(ZoneOffset.UTC)), "\n"));
  }
}
