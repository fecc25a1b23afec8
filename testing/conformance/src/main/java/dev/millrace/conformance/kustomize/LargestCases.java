package dev.millrace.conformance.kustomize;

import dev.millrace.conformance.ConformanceFolder;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Times the largest kustomize cases, warm and in one JVM, and unpacks them so that other programs
 * can be timed with the same input: {@code LargestCases [FOLDER]}.
 */
public final class LargestCases {
  private static final int COUNT = 10;
  private static final int WARM_UP_RUNS = 30;
  private static final int TIMED_RUNS = 15;

  private final Kustomizer kustomizer = new Kustomizer();
  private final PrintStream out;

  private LargestCases(PrintStream out) {
    this.out = out;
  }

  /** Prints CPU time for each case, then how two builds at once compare with one. */
  public static void main(String[] args) throws Exception {
    Optional<Path> cases = ConformanceFolder.find("kustomize");
    if (cases.isEmpty()) {
      System.out.println("kustomize: no cases found; skipped");
      return;
    }
    LargestCases largest = new LargestCases(System.out);
    List<KustomizeCase> found = largest.find(cases.get());
    for (KustomizeCase one : found) {
      if (args.length > 0) {
        unpack(one, Path.of(args[0]));
      }
      largest.time(one);
    }
    largest.compareWithTwoAtOnce(found.getFirst());
  }

  private List<KustomizeCase> find(Path cases) throws IOException {
    List<KustomizeCase> found = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(cases)) {
      for (Path file : walk.filter(path -> path.toString().endsWith(".kcase")).toList()) {
        found.add(KustomizeCase.read(file));
      }
    }
    found.sort(Comparator.comparing(LargestCases::lines).reversed());
    return found.subList(0, Math.min(COUNT, found.size()));
  }

  private static Long lines(KustomizeCase one) {
    String expected = one.expected();
    return expected == null ? 0 : expected.lines().count();
  }

  private static void unpack(KustomizeCase one, Path folder) throws IOException {
    Path root = folder.resolve(Path.of(one.name()).getFileName());
    for (Map.Entry<String, byte[]> file : one.files().entrySet()) {
      Path target = root.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    Files.writeString(root.resolve(".path"), one.path() + "\n");
  }

  private void time(KustomizeCase one) throws Exception {
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      build(one);
    }
    long[] nanos = new long[TIMED_RUNS];
    for (int i = 0; i < TIMED_RUNS; i++) {
      long before = cpuTime();
      build(one);
      nanos[i] = cpuTime() - before;
    }
    Arrays.sort(nanos);
    out.printf(
        "%7.1f ms CPU  %6d lines  %s  %s%n",
        nanos[TIMED_RUNS / 2] / 1e6, lines(one), one.name(), one.path());
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void compareWithTwoAtOnce(KustomizeCase one) throws Exception {
    Callable<Integer> builds =
        () -> {
          int length = 0;
          for (int i = 0; i < WARM_UP_RUNS; i++) {
            length += build(one).length();
          }
          return length;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Duration alone = wallTime(threads, List.of(builds));
      Duration together = wallTime(threads, List.of(builds, builds));
      out.printf(
          "%d builds in one thread: %d ms; the same in each of two threads: %d ms%n",
          WARM_UP_RUNS, alone.toMillis(), together.toMillis());
    }
  }

  private static Duration wallTime(ExecutorService threads, List<Callable<Integer>> tasks)
      throws Exception {
    long start = System.nanoTime();
    for (Future<Integer> done : threads.invokeAll(tasks)) {
      done.get();
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private String build(KustomizeCase one) throws IOException {
    FileTree tree = FileTree.inMemory(one.files());
    boolean restricted = !one.option("loadRestrictor", "rootOnly").equals("none");
    KustomizeOptions options = KustomizeOptions.commandLine().withLoadRestrictions(restricted);
    return kustomizer.build(tree, one.path(), options).toYaml();
  }
}
