package dev.millrace.kustomize.flux;

import dev.millrace.kustomize.build.BuildContext;
import dev.millrace.kustomize.build.RootReader;
import dev.millrace.kustomize.build.Target;
import dev.millrace.kustomize.kustomization.Kustomization;
import dev.millrace.kustomize.kustomization.KustomizationReader.Understood;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import java.util.List;
import java.util.Optional;

/** Finds the kustomization of a folder, or makes one up, and changes it as an overlay asks. */
final class FluxRootReader implements RootReader {
  /** Keeps an otherwise empty kustomization from being refused as such. */
  private static final String PLACEHOLDER = "_placeholder";

  private static final List<String> ORIGIN = List.of("originAnnotations");

  private final FluxOverlay overlay;

  FluxRootReader(FluxOverlay overlay) {
    this.overlay = overlay;
  }

  @Override
  public Target read(Loader loader, BuildContext context) {
    context.schemas().loadBuiltin();
    Optional<String> file = Target.FILE_NAMES.stream().filter(loader::isFile).findFirst();
    String name = file.orElse(Target.FILE_NAMES.getFirst());
    Kustomization found =
        file.isPresent() ? existing(name, loader, context) : generated(loader, context);
    Kustomization changed = new OverlayMerge(overlay, loader).apply(found);
    refuseSecondFile(name, loader);
    return new Target(changed, name, loader).withSchemaIn(context);
  }

  private static Kustomization existing(String name, Loader loader, BuildContext context) {
    Understood understood =
        context.kustomizations().readLeniently(loader.loadText(name), loader.pathOf(name));
    Kustomization kustomization = understood.kustomization();
    return understood.listsResources() ? kustomization : kustomization.withBuildMetadata(ORIGIN);
  }

  private static Kustomization generated(Loader loader, BuildContext context) {
    List<String> resources = new ManifestScan(loader, context).run();
    Kustomization empty = Kustomization.empty();
    return resources.isEmpty()
        ? empty.withNaming(empty.changes().naming().withNamespace(PLACEHOLDER))
        : empty.withResources(resources);
  }

  /** Flux changes the first file that it finds; kustomize then refuses to choose. */
  private static void refuseSecondFile(String name, Loader loader) {
    for (String other : Target.FILE_NAMES) {
      if (!other.equals(name) && loader.isFile(other)) {
        throw new KustomizeException(
            "found multiple kustomization files: " + name + " and " + other + "; keep one");
      }
    }
  }
}
