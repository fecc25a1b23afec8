package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real {@code flux} program, where the environment variable {@code FLUX_CLI} names it. */
public final class FluxProgram implements Step {
  private static final List<String> COMMANDS =
      List.of(
          "get all -A",
          "get sources all -A",
          "get kustomizations -n team-blue",
          "get helmreleases -n team-green",
          "tree kustomization shop-dev -n team-blue",
          "tree kustomization shop-prod -n team-green",
          "trace deployment web -n team-blue",
          "events -n team-blue",
          "export source git shop -n team-blue",
          "reconcile source git shop -n team-blue",
          "reconcile kustomization shop-dev -n team-blue --with-source",
          "reconcile helmrelease reports -n team-green",
          "suspend kustomization shop-dev -n team-blue",
          "resume kustomization shop-dev -n team-blue",
          "debug kustomization shop-dev -n team-blue --show-vars",
          "debug helmrelease reports -n team-green --show-values",
          "stats -A");

  private final String program;

  private FluxProgram(String program) {
    this.program = program;
  }

  /** The step, or nothing when no program is named. */
  public static Optional<Step> find() {
    return Optional.ofNullable(System.getenv("FLUX_CLI"))
        .filter(program -> !program.isBlank())
        .map(FluxProgram::new);
  }

  @Override
  public String title() {
    return "the flux program";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    for (String command : COMMANDS) {
      run(stage, command);
    }
  }

  private void run(Stage stage, String arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments.split(" ", -1)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", stage.kubeconfig().toString());
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("flux %s:%n%s", arguments, output).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
