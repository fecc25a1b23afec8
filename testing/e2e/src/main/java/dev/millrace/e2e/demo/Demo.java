package dev.millrace.e2e.demo;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.real.RealApplications;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.e2e.story.Story;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * {@code make demo}: plays the story for a person who watches, then stays up until Ctrl-C.
 *
 * <p>{@code ONCE=1} ends it after the story; {@code REAL=1} deploys real applications, too.
 */
public final class Demo {
  private static final List<Kind> TABLE =
      List.of(
          Kind.GIT_REPOSITORY,
          Kind.OCI_REPOSITORY,
          Kind.HELM_REPOSITORY,
          Kind.HELM_CHART,
          Kind.KUSTOMIZATION,
          Kind.HELM_RELEASE,
          Kind.IMAGE_REPOSITORY,
          Kind.IMAGE_POLICY,
          Kind.IMAGE_UPDATE_AUTOMATION,
          Kind.RECEIVER);

  private Demo() {}

  /** Plays the demo; ends with code 1 when a step did not go as told. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(play(out) ? 0 : 1);
  }

  private static boolean play(PrintStream out) throws InterruptedException {
    long begin = System.nanoTime();
    CountDownLatch stopped = new CountDownLatch(1);
    out.println("Millrace: GitOps on a real API server\n");
    try (Stage stage = Stage.open(new Console(out))) {
      boolean told = tell(stage, out);
      table(stage, out);
      out.printf(
          "%nThe story took %d s. Logs of the controllers: %s%n",
          (System.nanoTime() - begin) / 1_000_000_000L, stage.folder().resolve("logs"));
      if (System.getenv("ONCE") == null) {
        out.printf(
            "Everything stays up until Ctrl-C. In another terminal:%n%n  export KUBECONFIG=%s%n  kubectl get gitrepositories,kustomizations,helmreleases -A%n",
            stage.kubeconfig());
        untilInterrupted(stopped);
      }
      return told;
    } finally {
      stopped.countDown();
    }
  }

  private static boolean tell(Stage stage, PrintStream out) throws InterruptedException {
    int number = 0;
    for (Step step : steps(out)) {
      stage.progress().step(++number, step.title());
      try {
        step.play(stage);
      } catch (AssertionError e) {
        out.println("  ✗ " + e.getMessage());
        return false;
      }
    }
    return true;
  }

  private static List<Step> steps(PrintStream out) {
    List<Step> steps = new ArrayList<>(Story.steps());
    if (System.getenv("REAL") != null) {
      RealApplications.find()
          .ifPresentOrElse(
              steps::add,
              () -> out.println("REAL: the conformance cases are not beside this checkout"));
    }
    return steps;
  }

  private static void table(Stage stage, PrintStream out) {
    out.printf("%n%-24s %-28s %-7s %-8s %s%n", "KIND", "NAME", "READY", "SINCE", "STATUS");
    for (Kind kind : TABLE) {
      for (String namespace : List.of("team-blue", "team-green")) {
        for (Observed each : stage.cluster().list(kind, namespace)) {
          out.printf(
              "%-24s %-28s %-7s %-8s %s%n",
              kind.kind(),
              namespace + "/" + each.object().getMetadata().getName(),
              each.isReady() ? "True" : "False",
              timeOfDay(each.condition("Ready").get("lastTransitionTime")),
              each.readyMessage().lines().findFirst().orElse(""));
        }
      }
    }
  }

  /** The time of day in a timestamp such as {@code 2026-01-02T03:04:05Z}. */
  private static String timeOfDay(@Nullable Object timestamp) {
    String text = String.valueOf(timestamp);
    int at = text.indexOf('T');
    return at < 0 ? "" : text.substring(at + 1).replace("Z", "");
  }

  /** Returns on Ctrl-C; the program then ends only when {@code stopped} says so. */
  private static void untilInterrupted(CountDownLatch stopped) throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  interrupted.countDown();
                  try {
                    stopped.await();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                }));
    interrupted.await();
  }
}
