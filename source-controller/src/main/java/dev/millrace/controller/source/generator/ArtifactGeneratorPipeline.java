package dev.millrace.controller.source.generator;

import static dev.millrace.controller.source.generator.GeneratorReason.BUILD_IMPOSSIBLE;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.extensions.ArtifactGeneratorStatus;
import dev.millrace.api.extensions.GeneratedArtifactReference;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Condition;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Check → observe sources → fetch them if anything changed → build and offer → clean up. */
public final class ArtifactGeneratorPipeline
    implements Pipeline<ArtifactGenerator, ArtifactGeneratorStatus> {
  private final ArtifactKeeper keeper;
  private final CheckSpec checkSpec;
  private final FetchSources fetchSources;
  private final BuildArtifact buildArtifact;
  private final OfferArtifact offerArtifact;
  private final Inventory inventory;

  /** A pipeline of these steps. */
  public ArtifactGeneratorPipeline(
      ArtifactKeeper keeper,
      CheckSpec checkSpec,
      FetchSources fetchSources,
      BuildArtifact buildArtifact,
      OfferArtifact offerArtifact,
      Inventory inventory) {
    this.keeper = keeper;
    this.checkSpec = checkSpec;
    this.fetchSources = fetchSources;
    this.buildArtifact = buildArtifact;
    this.offerArtifact = offerArtifact;
    this.inventory = inventory;
  }

  @Override
  public Outcome run(Run<ArtifactGenerator, ArtifactGeneratorStatus> run)
      throws InterruptedException {
    ArtifactGenerator object = run.object();
    checkSpec.of(object);
    ObservedSources sources = run.step("observe sources", () -> fetchSources.observe(object));
    if (isUpToDate(run, sources)) {
      return Outcome.unchanged(message(run.status().inventory().size()));
    }
    Map<String, StagedFiles> files = run.step("fetch sources", () -> fetchSources.read(sources));
    List<GeneratedArtifactReference> made = new ArrayList<>();
    for (PlannedArtifact planned : plan(object, files)) {
      Artifact artifact =
          run.step(
              "build artifact", () -> buildArtifact.of(object, planned.artifact(), files, sources));
      run.take("offer artifact", () -> offerArtifact.of(object, planned, artifact));
      String namespace = object.getMetadata().getNamespace();
      made.add(Inventory.entry(namespace, planned.artifact().name(), artifact));
      keeper.collectGarbage(OfferArtifact.named(namespace, planned.artifact().name()), artifact);
    }
    return finish(run, sources, made);
  }

  @Override
  public Outcome delete(Run<ArtifactGenerator, ArtifactGeneratorStatus> run) {
    inventory.removeOrphans(run.status().inventory(), List.of());
    return new Outcome.Deleted();
  }

  /** Nothing to do when neither the object nor a source changed, and all that was made is there. */
  private boolean isUpToDate(
      Run<ArtifactGenerator, ArtifactGeneratorStatus> run, ObservedSources sources) {
    ArtifactGenerator object = run.object();
    long generation = object.getMetadata().getGeneration();
    boolean done =
        object.status().conditions().stream()
            .anyMatch(
                condition ->
                    condition.type().equals(ConditionType.READY)
                        && condition.status().equals(Condition.TRUE)
                        && condition.observedGeneration() == generation);
    return done
        && sources.digest().equals(run.status().observedSourcesDigest())
        && inventory.isIntact(object, run.status().inventory());
  }

  private static List<PlannedArtifact> plan(
      ArtifactGenerator object, Map<String, StagedFiles> files) {
    try {
      return PathPattern.expand(object.spec(), files);
    } catch (BuildException e) {
      throw new ReconcileFailure(BUILD_IMPOSSIBLE, String.valueOf(e.getMessage()), e);
    }
  }

  private Outcome finish(
      Run<ArtifactGenerator, ArtifactGeneratorStatus> run,
      ObservedSources sources,
      List<GeneratedArtifactReference> made) {
    List<GeneratedArtifactReference> before = run.status().inventory();
    inventory.removeOrphans(before, made);
    run.update(
        status ->
            status.toBuilder().inventory(made).observedSourcesDigest(sources.digest()).build());
    List<String> changed =
        made.stream()
            .filter(one -> !before.contains(one))
            .map(one -> "%s/%s (%s)".formatted(one.namespace(), one.name(), one.digest()))
            .toList();
    if (!changed.isEmpty()) {
      run.tell(
          Notice.info(
              ConditionType.READY, "external artifacts reconciled: " + String.join("\n", changed)));
    }
    return Outcome.ready(message(made.size()));
  }

  private static String message(int artifacts) {
    return "reconciliation succeeded, generated %d artifact(s)".formatted(artifacts);
  }
}
