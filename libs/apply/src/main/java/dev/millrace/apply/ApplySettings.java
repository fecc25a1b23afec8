package dev.millrace.apply;

import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.plan.ObjectControls;
import dev.millrace.apply.plan.TakeOver;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is the same for everything that a controller applies.
 *
 * @param manager the field manager
 * @param controls how objects say how they want to be treated
 * @param takeOver what other writers left behind
 * @param customStageKinds kinds that are applied before the rest
 * @param migrateApiVersion whether owners are made to speak of the applied API version first
 * @param concurrency how many dry runs are under way at once
 * @param stageTimeout how long the definitions of a stage may take to be ready
 */
public record ApplySettings(
    String manager,
    ObjectControls controls,
    TakeOver takeOver,
    Set<GroupKind> customStageKinds,
    boolean migrateApiVersion,
    int concurrency,
    Duration stageTimeout) {

  /** The settings of Flux's kustomize-controller with its default flags (FLUX.md 1.9). */
  public static ApplySettings ofKustomizeController() {
    String manager = "kustomize-controller";
    return new ApplySettings(
        manager,
        new ObjectControls("kustomize.toolkit.fluxcd.io"),
        TakeOver.ofFlux(manager, List.of()),
        Set.of(),
        false,
        4,
        Duration.ofSeconds(60));
  }

  /** Copies the set. */
  public ApplySettings {
    customStageKinds = Set.copyOf(customStageKinds);
  }

  /** The same with other custom kinds, {@code --custom-apply-stage-kinds}. */
  public ApplySettings withCustomStageKinds(Set<GroupKind> kinds) {
    return new ApplySettings(
        manager, controls, takeOver, kinds, migrateApiVersion, concurrency, stageTimeout);
  }

  /** The same with more managers whose fields are taken over, {@code --override-manager}. */
  public ApplySettings withOverriddenManagers(List<String> managers) {
    return new ApplySettings(
        manager,
        controls,
        TakeOver.ofFlux(manager, managers),
        customStageKinds,
        migrateApiVersion,
        concurrency,
        stageTimeout);
  }

  /** The same with another number of dry runs at once, {@code --concurrent-ssa}. */
  public ApplySettings withConcurrency(int dryRuns) {
    return new ApplySettings(
        manager, controls, takeOver, customStageKinds, migrateApiVersion, dryRuns, stageTimeout);
  }

  /** The same with the feature {@code MigrateAPIVersion} on or off. */
  public ApplySettings withMigration(boolean migrate) {
    return new ApplySettings(
        manager, controls, takeOver, customStageKinds, migrate, concurrency, stageTimeout);
  }
}
