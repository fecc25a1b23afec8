package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.e2e.process.Controller;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code make chaos}: every fault and every death, one after the other; a table of how they end.
 */
public final class Chaos {
  private final PrintStream out;
  private final Faults faults;
  private final ChaosPage page;
  private final Pattern wanted;
  private boolean allSame = true;

  private Chaos(PrintStream out, Faults faults, ChaosPage page, Pattern wanted) {
    this.out = out;
    this.faults = faults;
    this.page = page;
    this.wanted = wanted;
  }

  /**
   * Plays all faults; ends with code 1 when one of them ended otherwise than none.
   *
   * @param arguments every how many writes there is a death, 1 for every write; and, if only some
   *     are wanted, a regular expression for controllers and titles, such as {@code helm.*killed}
   */
  public static void main(String[] arguments) throws InterruptedException, IOException {
    int step = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    Pattern wanted = Pattern.compile(arguments.length < 2 ? "" : arguments[1]);
    ChaosPage page = new ChaosPage(Repository.root().resolve("docs/reference/chaos.md"));
    if (wanted.pattern().isEmpty()) {
      page.clear();
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean allSame;
    try (Ensemble ensemble = Ensemble.open()) {
      Chaos chaos = new Chaos(out, new Faults(ensemble), page, wanted);
      chaos.play(step);
      allSame = chaos.allSame;
    }
    System.exit(allSame ? 0 : 1);
  }

  private void play(int step) throws InterruptedException, IOException {
    for (Disturbance each : disturbances(step)) {
      if (wanted.matcher(each.subject() + " " + each.title()).find()) {
        tell(faults.under(each));
      }
    }
  }

  private List<Disturbance> disturbances(int step) {
    List<Disturbance> all = new ArrayList<>(List.of(new Nothing()));
    all.addAll(List.of(ArtifactFault.values()));
    for (Controller controller : Ensemble.CAST) {
      for (ServerFault fault : ServerFault.values()) {
        all.add(new ApiFault(fault, controller));
      }
    }
    for (Controller controller : Ensemble.CAST) {
      for (int write = 1; write <= faults.writes(controller); write += step) {
        all.add(new DeathAtWrite(controller, write, false));
        all.add(new DeathAtWrite(controller, write, true));
      }
    }
    return all;
  }

  /** A controller writes a little less often when events of two runs become one. */
  private void tell(Outcome outcome) throws IOException {
    out.println(outcome.line());
    if (outcome.hits() > 0 || !outcome.fault().startsWith("killed")) {
      allSame &= outcome.isSame();
      page.add(outcome);
      page.write();
    }
  }
}
