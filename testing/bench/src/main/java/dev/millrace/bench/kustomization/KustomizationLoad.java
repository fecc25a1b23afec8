package dev.millrace.bench.kustomization;

import dev.millrace.bench.process.Arm;
import dev.millrace.bench.process.BenchMain;
import dev.millrace.bench.process.ControllerSetup;
import dev.millrace.bench.process.Phase;
import dev.millrace.bench.process.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What many Kustomizations of one repository cost, with each kustomize-controller that can be found
 * (see {@link Arm#found}). Prints a table for each. The arguments are the number of Kustomizations,
 * else 100; names of {@link Part}s, else all but the last two; and flags of the controller, such as
 * {@code --kube-api-qps=50}.
 */
public final class KustomizationLoad {
  private static final int WARM_UP = 50;
  private static final int CHAIN = 20;
  private static final int COMMITS = 5;
  private static final int FEWEST_DRIFTS = 20;
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final double MILLIS = 1e6;

  private final int count;
  private final List<Part> parts;
  private final List<String> flags;

  private KustomizationLoad(int count, List<Part> parts, List<String> flags) {
    this.count = count;
    this.parts = parts;
    this.flags = flags;
  }

  /** What can be measured; everything begins with the first apply. */
  private enum Part {
    ONE,
    ALL,
    REQUEST,
    CHAIN,
    DRIFT,
    IDLE,
    COLD;

    static List<Part> named(List<String> names) {
      List<Part> parts =
          names.stream().map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT))).toList();
      return parts.isEmpty() ? List.of(ONE, ALL, REQUEST, CHAIN, DRIFT) : parts;
    }
  }

  /** Runs it once for each program. */
  public static void main(String[] arguments) {
    List<String> flags = those(arguments, each -> each.startsWith("--"));
    List<String> numbers = those(arguments, each -> each.matches("[0-9]+"));
    List<String> names = those(arguments, each -> each.matches("[a-z]+"));
    int count = numbers.isEmpty() ? 100 : Integer.parseInt(numbers.getFirst());
    KustomizationLoad load = new KustomizationLoad(count, Part.named(names), flags);
    BenchMain.run(
        () -> {
          for (Arm arm : Arm.found(System.getenv())) {
            load.run(arm);
          }
        });
  }

  private static List<String> those(String[] arguments, Predicate<String> which) {
    return Arrays.stream(arguments).filter(which).toList();
  }

  private void run(Arm arm) throws Exception {
    List<String> all = Stream.concat(Stream.of("--concurrent=20"), flags.stream()).toList();
    ControllerSetup setup = new ControllerSetup("kustomize-controller", all, List.of());
    try (Stage bench = Stage.start(arm, setup);
        ArtifactFiles artifacts = ArtifactFiles.start()) {
      if (!parts.contains(Part.COLD)) {
        warmUp(bench, new KustomizationFleet(bench.cluster(), artifacts, WARM_UP, false));
      }
      KustomizationFleet fleet = new KustomizationFleet(bench.cluster(), artifacts, count, false);
      KustomizationFleet chain = new KustomizationFleet(bench.cluster(), artifacts, CHAIN, true);
      List<Phase> phases = new ArrayList<>();
      phases.add(bench.measure("first apply", count, fleet.apply()));
      for (Part part : parts) {
        measure(part, bench, fleet, chain).forEach(phases::add);
      }
      report(arm, bench, phases);
    }
  }

  /** Measured for the rest that comes after it, in which the API server gets over it. */
  private static void warmUp(Stage bench, KustomizationFleet fleet) throws Exception {
    bench.measure("warm-up", WARM_UP, fleet.apply());
    bench.measure("warm-up", WARM_UP, fleet.touchAll());
  }

  private Stream<Phase> measure(
      Part part, Stage bench, KustomizationFleet fleet, KustomizationFleet chain) throws Exception {
    return switch (part) {
      case ONE -> Stream.of(touchSome(bench, fleet));
      case ALL -> Stream.of(bench.measure("a commit that touches all", count, fleet.touchAll()));
      case REQUEST ->
          Stream.of(
              bench.measure("everything compared on request", count, fleet.request()),
              bench.measure("the same again", count, fleet.request()));
      case CHAIN -> Stream.of(bench.measure("a chain of " + CHAIN, CHAIN, chain.apply()));
      case IDLE -> Stream.of(bench.measure("idle", 1, () -> Thread.sleep(IDLE)));
      case DRIFT -> Stream.of(drift(bench, fleet));
      case COLD -> Stream.empty();
    };
  }

  /** The commit that took longer than half of them, each made when the one before is history. */
  private static Phase touchSome(Stage bench, KustomizationFleet fleet) throws Exception {
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < COMMITS; i++) {
      phases.add(bench.measure("a commit that touches one", 1, fleet.touchOne(i)));
    }
    phases.sort(Comparator.comparing(Phase::time));
    return phases.get(COMMITS / 2);
  }

  /** One object of a hundred drifts. */
  private Phase drift(Stage bench, KustomizationFleet fleet) throws Exception {
    int objects = count * KustomizationFleet.OBJECTS;
    int drifts = Math.min(count, Math.max(FEWEST_DRIFTS, objects / 100));
    List<Duration> times = new ArrayList<>();
    Phase phase = bench.measure("drift", drifts, () -> times.addAll(fleet.drift(drifts)));
    System.out.printf(
        Locale.ROOT,
        "drift of %d of %d objects, from change to revert: p50 %.0f ms, p99 %.0f ms%n",
        drifts,
        objects,
        times.get(drifts / 2).toNanos() / MILLIS,
        times.getLast().toNanos() / MILLIS);
    return phase;
  }

  private void report(Arm arm, Stage bench, List<Phase> phases) {
    System.out.printf(
        "%n%s, %d Kustomizations %s, peak memory %d MB%n%n"
            + "| phase | time | requests per Kustomization | CPU per Kustomization |%n"
            + "|---|---|---|---|%n",
        arm.label(), count, flags, bench.peakMegabytes());
    phases.forEach(phase -> System.out.println(phase.row()));
    System.out.println();
    phases.forEach(phase -> System.out.println(phase.name() + ": " + phase.details()));
  }
}
