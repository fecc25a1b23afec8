package dev.millrace.conformance.kustomize;

import dev.millrace.conformance.ConformanceFolder;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.KustomizeOptions.Reorder;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs all kustomize cases of a folder and scores them. A case passes when the output is equal byte
 * for byte, or when a build that must fail fails.
 */
public final class KustomizeConformance {
  private final Kustomizer kustomizer = new Kustomizer();
  private final Path cases;

  /** Cases are files that end with {@code .kcase}, at any depth below the folder. */
  public KustomizeConformance(Path cases) {
    this.cases = cases;
  }

  /** Prints the score; failing cases with their differences go to a file. */
  public static void main(String[] args) throws IOException {
    Optional<Path> cases =
        args.length > 0 ? Optional.of(Path.of(args[0])) : ConformanceFolder.find("kustomize");
    if (cases.isEmpty()) {
      System.out.println("kustomize: no cases found; skipped");
      return;
    }
    Path details = Path.of("target", "kustomize-failures.txt");
    Score score = new KustomizeConformance(cases.get()).run();
    score.print(System.out, details);
  }

  /** Runs all cases. */
  public Score run() throws IOException {
    Score score = new Score();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(cases)) {
      files = walk.filter(file -> file.toString().endsWith(".kcase")).sorted().toList();
    }
    for (Path file : files) {
      KustomizeCase one = KustomizeCase.read(file);
      score.add(one, failure(one));
    }
    return score;
  }

  /** Why a case fails; null when it passes. */
  private @Nullable String failure(KustomizeCase one) {
    String expected = one.expected();
    try {
      String printed = build(one);
      if (expected == null) {
        return "the build must fail, but printed:\n" + Difference.head(printed, 20);
      }
      return printed.equals(expected) ? null : Difference.of(expected, printed);
    } catch (KustomizeException e) {
      return expected == null ? null : "the build failed: " + e.getMessage();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return "the engine broke: " + e + "\n" + Difference.stack(e);
    }
  }

  private String build(KustomizeCase one) throws IOException {
    Reorder reorder = one.option("reorder", "none").equals("none") ? Reorder.NONE : Reorder.LEGACY;
    KustomizeOptions options =
        KustomizeOptions.commandLine()
            .withReorder(reorder)
            .withLoadRestrictions(!one.option("loadRestrictor", "rootOnly").equals("none"))
            .withManagedByLabel(one.option("managedByLabel", "false").equals("true"));
    return kustomizer.build(FileTree.inMemory(one.files()), one.path(), options).toYaml();
  }

  /** How many cases passed, in all and by kind. */
  public static final class Score {
    private final Tally all = new Tally();
    private final Tally bySource = new Tally();
    private final Tally byFeature = new Tally();
    private final List<String> failures = new ArrayList<>();

    void add(KustomizeCase one, @Nullable String failure) {
      boolean passed = failure == null;
      all.add("all", passed);
      bySource.add(one.source(), passed);
      one.features().forEach(feature -> byFeature.add(feature, passed));
      if (failure != null) {
        failures.add("=== " + one.name() + "\n" + failure.stripTrailing() + "\n");
      }
    }

    /** The failing cases, each with its name and the difference. */
    public List<String> failures() {
      return List.copyOf(failures);
    }

    /** The number of cases. */
    public int total() {
      return all.total("all");
    }

    void print(PrintStream out, Path details) throws IOException {
      byFeature.print(out, "feature");
      bySource.print(out, "source");
      if (!failures.isEmpty()) {
        Files.createDirectories(details.toAbsolutePath().getParent());
        Files.writeString(details, String.join("\n", failures), StandardCharsets.UTF_8);
        out.println("failing cases: " + details);
      }
      out.println("kustomize: " + (total() - failures.size()) + "/" + total());
    }
  }
}
