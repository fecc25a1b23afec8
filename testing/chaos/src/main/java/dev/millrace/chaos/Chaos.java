package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.SmallDisk;
import dev.millrace.e2e.process.Controller;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code make chaos}: every fault and every death, one after the other; a table of how they end.
 */
public final class Chaos {
  private static final List<Controller> REPLICATED =
      List.of(Controller.KUSTOMIZE, Controller.HELM, Controller.IMAGE_AUTOMATION);
  private static final Set<Controller> READERS_OF_PAGES =
      Set.of(Controller.KUSTOMIZE, Controller.HELM);

  private static final Duration JUMP = Duration.ofHours(1);

  private final PrintStream out;
  private final Faults faults;
  private final ChaosPage page;
  private final Pattern wanted;
  private final int step;
  private final int deaths;
  private boolean allSame = true;

  private Chaos(
      PrintStream out, Faults faults, ChaosPage page, Pattern wanted, int step, int deaths) {
    this.out = out;
    this.faults = faults;
    this.page = page;
    this.wanted = wanted;
    this.step = step;
    this.deaths = deaths;
  }

  /**
   * Plays all faults; ends with code 1 when one of them ended otherwise than none.
   *
   * @param arguments every how many writes there is a death, 1 for every write; if only some faults
   *     are wanted, a regular expression for controllers and titles, such as {@code helm.*killed};
   *     and how many deaths there are in one play, else one; with more than one, faults of the API
   *     server and of clocks hit all controllers in the same play
   */
  public static void main(String[] arguments) throws InterruptedException, IOException {
    int step = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    Pattern wanted = Pattern.compile(arguments.length < 2 ? "" : arguments[1]);
    int deaths = arguments.length < 3 ? 1 : Integer.parseInt(arguments[2]);
    ChaosPage page = new ChaosPage(Repository.root().resolve("docs/reference/chaos.md"));
    if (wanted.pattern().isEmpty()) {
      page.clear();
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean allSame;
    try (Ensemble ensemble = Ensemble.open()) {
      Chaos chaos = new Chaos(out, new Faults(ensemble), page, wanted, step, deaths);
      chaos.play();
      allSame = chaos.allSame;
    }
    System.exit(allSame ? 0 : 1);
  }

  private void play() throws InterruptedException, IOException {
    List<Disturbance> all = disturbances();
    List<Disturbance> chosen =
        all.stream().filter(each -> wanted.matcher(nameOf(each)).find()).toList();
    if (chosen.isEmpty()) {
      out.println("No fault is called like '" + wanted + "'. There are:");
      all.forEach(each -> out.println("  " + nameOf(each)));
    }
    for (Disturbance each : chosen) {
      tell(faults.under(each));
    }
  }

  private static String nameOf(Disturbance disturbance) {
    return disturbance.subject() + " " + disturbance.title();
  }

  private List<Disturbance> disturbances() throws IOException, InterruptedException {
    List<Disturbance> all = new ArrayList<>(List.of(new Nothing(), new DeafChat()));
    all.addAll(List.of(ArtifactFault.values()));
    if (SmallDisk.isPossible()) {
      all.addAll(List.of(BadDisk.values()));
    } else {
      out.println("skipped: disks that are full or read-only, because only root can mount one");
    }
    all.addAll(arranged(Ensemble.CAST.stream().flatMap(Chaos::faultsOfTheServer).toList()));
    if (faults.canMoveClocks()) {
      all.addAll(arranged(Ensemble.CAST.stream().flatMap(this::clockJumps).toList()));
    } else {
      out.println("skipped: clocks that jump, because there is no C compiler");
    }
    for (Controller controller : REPLICATED) {
      all.add(new PausedLeader(controller, 1));
      all.add(new PausedLeader(controller, faults.writes(controller) / 2));
    }
    for (Controller controller : Ensemble.CAST) {
      all.addAll(deathsAtWrites(controller));
    }
    for (boolean after : List.of(false, true)) {
      all.add(new DeathAtPush(after));
      all.addAll(deathsAtEvents(after));
    }
    return all;
  }

  /** Where one play has several deaths, it has the same fault of several controllers, too. */
  private List<Disturbance> arranged(List<Disturbance> faultsOfControllers) {
    return deaths == 1 ? faultsOfControllers : Together.byTitle(faultsOfControllers);
  }

  /** Pages are for the controllers that read lists of objects they don't know beforehand. */
  private static Stream<Disturbance> faultsOfTheServer(Controller controller) {
    return Arrays.stream(ServerFault.values())
        .filter(each -> each != ServerFault.EXPIRED_PAGES || READERS_OF_PAGES.contains(controller))
        .map(each -> new ApiFault(each, controller));
  }

  private Stream<Disturbance> clockJumps(Controller controller) {
    int half = Math.max(1, faults.writes(controller) / 2);
    return Stream.of(
        new ClockJump(controller, half, JUMP), new ClockJump(controller, half, JUMP.negated()));
  }

  private List<Disturbance> deathsAtWrites(Controller controller) {
    return occasions(faults.writes(controller)).stream()
        .flatMap(
            writes ->
                Stream.<Disturbance>of(
                    new DeathAtWrite(controller, writes, false),
                    new DeathAtWrite(controller, writes, true)))
        .toList();
  }

  private List<Disturbance> deathsAtEvents(boolean after) {
    return occasions(faults.events()).stream()
        .<Disturbance>map(events -> new DeathAtEvent(events, after))
        .toList();
  }

  /** The occasions at which there is a death, for each play as far from each other as can be. */
  private List<List<Integer>> occasions(int count) {
    List<Integer> all =
        IntStream.rangeClosed(1, count).filter(each -> each % step == 1 % step).boxed().toList();
    int plays = (all.size() + deaths - 1) / deaths;
    return IntStream.range(0, plays)
        .mapToObj(
            first ->
                IntStream.range(0, all.size())
                    .filter(each -> each % plays == first)
                    .mapToObj(all::get)
                    .toList())
        .toList();
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
