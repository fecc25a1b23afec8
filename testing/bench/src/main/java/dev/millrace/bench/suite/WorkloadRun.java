package dev.millrace.bench.suite;

import dev.millrace.bench.process.Arm;
import dev.millrace.bench.process.Phase;
import dev.millrace.bench.process.Stage;
import dev.millrace.bench.state.EndState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives a workload to each arm in turn, each time on an API server of its own. */
final class WorkloadRun {
  private final Catalogue.Entry workload;
  private final int size;
  private final Judge judge = new Judge();

  WorkloadRun(Catalogue.Entry workload, int size) {
    this.workload = workload;
    this.size = size;
  }

  List<ArmRun> run(List<Arm> arms, int rounds) throws InterruptedException {
    List<ArmRun> runs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (Arm arm : arms) {
        System.out.printf("%s, %s, round %d%n", workload.id(), arm.label(), round);
        runs.add(run(arm, round));
      }
    }
    return runs;
  }

  private ArmRun run(Arm arm, int round) throws InterruptedException {
    List<ArmRun.Measured> phases = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    Workload work = workload.factory().apply(size);
    try (Scene scene = new Scene(Stage.start(arm, work.controllers()))) {
      work.prepare(scene);
      for (Step step : work.phases(scene)) {
        refusals.addAll(measure(scene, step, phases));
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      e.printStackTrace();
      refusals.add("it did not come to its end: " + e);
    }
    return new ArmRun(arm.label(), round, phases, refusals);
  }

  private List<String> measure(Scene scene, Step step, List<ArmRun.Measured> phases)
      throws Exception {
    Stage stage = scene.stage();
    Phase phase =
        step.settles()
            ? stage.measure(step.name(), step.objects(), step.work())
            : stage.measureExactly(step.name(), step.objects(), step.work());
    EndState state = scene.endState();
    Map<String, String> notes = scene.takeNotes();
    phases.add(new ArmRun.Measured(phase, notes, state.objects().size()));
    System.out.println("  " + phase.row());
    notes.forEach((what, value) -> System.out.println("    " + what + ": " + value));
    return judge.refuse(stage.arm().label(), step.name(), state, step.must());
  }
}
