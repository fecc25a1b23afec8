package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.SmallDisk;
import dev.millrace.e2e.process.Controller;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code make chaos}: every fault and every death, one after the other; a table of how they end.
 */
public final class Chaos {
  private static final List<Controller> REPLICATED =
      List.of(Controller.KUSTOMIZE, Controller.HELM, Controller.IMAGE_AUTOMATION);
  private static final Set<Controller> READERS_OF_PAGES =
      Set.of(Controller.KUSTOMIZE, Controller.HELM);

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

  private List<Disturbance> disturbances(int step) throws IOException, InterruptedException {
    List<Disturbance> all = new ArrayList<>(List.of(new Nothing(), new DeafChat()));
    all.addAll(List.of(ArtifactFault.values()));
    if (SmallDisk.isPossible()) {
      all.addAll(List.of(BadDisk.values()));
    } else {
      out.println("skipped: disks that are full or read-only, because only root can mount one");
    }
    for (Controller controller : Ensemble.CAST) {
      all.addAll(faultsOfTheServer(controller));
    }
    for (Controller controller : REPLICATED) {
      all.add(new PausedLeader(controller, 1));
      all.add(new PausedLeader(controller, faults.writes(controller) / 2));
    }
    for (Controller controller : Ensemble.CAST) {
      all.addAll(deathsAtWrites(controller, step));
    }
    for (boolean after : List.of(false, true)) {
      all.add(new DeathAtPush(after));
      for (int event = 1; event <= faults.events(); event += step) {
        all.add(new DeathAtEvent(event, after));
      }
    }
    return all;
  }

  /** Pages are for the controllers that read lists of objects they don't know beforehand. */
  private static List<Disturbance> faultsOfTheServer(Controller controller) {
    return Arrays.stream(ServerFault.values())
        .filter(each -> each != ServerFault.EXPIRED_PAGES || READERS_OF_PAGES.contains(controller))
        .map(each -> (Disturbance) new ApiFault(each, controller))
        .toList();
  }

  private List<Disturbance> deathsAtWrites(Controller controller, int step) {
    List<Disturbance> deaths = new ArrayList<>();
    for (int write = 1; write <= faults.writes(controller); write += step) {
      deaths.add(new DeathAtWrite(controller, write, false));
      deaths.add(new DeathAtWrite(controller, write, true));
    }
    return deaths;
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
