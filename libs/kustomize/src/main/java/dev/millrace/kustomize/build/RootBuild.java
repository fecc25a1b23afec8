package dev.millrace.kustomize.build;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldTable;
import dev.millrace.kustomize.fieldspec.KindOrder;
import dev.millrace.kustomize.kustomization.SortOptions;
import dev.millrace.kustomize.load.Accumulator;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.reference.NameReferenceTransformer;
import dev.millrace.kustomize.reference.Variables;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Origin;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.transform.HashTransformer;
import dev.millrace.kustomize.transform.MapEntriesTransformer;
import dev.millrace.kustomize.transform.SortTransformer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The build of the kustomization that was asked for: everything added up, then what happens only
 * once: hashes, references, variables, local objects, order, label, and tidying up.
 */
public final class RootBuild {
  private static final String LOCAL = "config.kubernetes.io/local-config";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String LEGACY = "legacy";
  private static final String FIFO = "fifo";

  private final BuildContext context;
  private final Settings settings;

  /** What the caller decides. */
  public record Settings(boolean legacyOrder, boolean addsManagedByLabel, String version) {}

  /** A build in a fresh context. */
  public RootBuild(BuildContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /**
   * Runs the build.
   *
   * @param loader of the folder to build
   * @param reader reads the kustomization of that folder
   * @throws KustomizeException if it fails
   */
  public List<Resource> run(Loader loader, RootReader reader) {
    Target target = reader.read(loader, context);
    try {
      return finish(target);
    } catch (KustomizeException e) {
      throw e.in(target.file(), 0);
    }
  }

  private List<Resource> finish(Target target) {
    List<String> metadata = target.kustomization().buildMetadata();
    Accumulator sum =
        new Accumulation(context, target, metadata.isEmpty() ? null : Origin.ROOT).run();
    ResourceMap resources = sum.resources();
    new HashTransformer().transform(resources);
    new NameReferenceTransformer(sum.tables().nameReferences()).transform(resources);
    new Variables(sum.variables(), sum.tables().get(FieldTable.VAR_REFERENCE)).transform(resources);
    dropLocal(resources);
    sort(resources, target.kustomization().sortOptions());
    if (settings.addsManagedByLabel || metadata.contains("managedByLabel")) {
      addManagedByLabel(resources);
    }
    tidy(resources, metadata);
    context.budget().checkTime();
    return resources.resources();
  }

  private static void dropLocal(ResourceMap resources) {
    for (Resource resource : resources.resources()) {
      if (!resource.isEmpty() && (resource.kind().isEmpty() || lacksName(resource))) {
        throw new KustomizeException(
            "an object lost its kind or name during the build: " + resource.currentId());
      }
    }
    resources.setAll(
        resources.resources().stream()
            .filter(resource -> !resource.isEmpty() && !isLocal(resource))
            .toList());
  }

  private static boolean lacksName(Resource resource) {
    return resource.name().isEmpty() && !resource.kind().endsWith("List");
  }

  private static boolean isLocal(Resource resource) {
    String local = resource.annotation(LOCAL);
    return local != null && !local.equals("false");
  }

  private void sort(ResourceMap resources, @Nullable SortOptions options) {
    KindOrder order = settings.legacyOrder ? context.defaults().order() : null;
    if (options != null) {
      order = orderOf(options);
    }
    if (order != null) {
      new SortTransformer(order).transform(resources);
    }
  }

  private @Nullable KindOrder orderOf(SortOptions options) {
    SortOptions.Legacy legacy = options.legacy();
    return switch (options.order()) {
      case LEGACY ->
          legacy == null
              ? context.defaults().order()
              : new KindOrder(legacy.first(), legacy.last());
      case FIFO -> {
        if (legacy != null) {
          throw new KustomizeException(
              "the field 'sortOptions.legacySortOptions' is set but the selected sort order is"
                  + " 'fifo', not 'legacy'");
        }
        yield null;
      }
      default ->
          throw new KustomizeException(
              "the field 'sortOptions.order' must be one of [fifo, legacy]");
    };
  }

  private void addManagedByLabel(ResourceMap resources) {
    FieldSpec labels = new FieldSpec(Gvk.ANY, "metadata/labels", true);
    Map<String, String> label = Map.of(MANAGED_BY, "kustomize-" + settings.version);
    new MapEntriesTransformer(label, List.of(labels)).transform(resources);
  }

  private static void tidy(ResourceMap resources, List<String> metadata) {
    for (Resource resource : resources.resources()) {
      resource.history().forget();
      if (!metadata.contains("originAnnotations")) {
        Origin.remove(resource, Origin.ANNOTATION);
      }
      if (!metadata.contains("transformerAnnotations")) {
        Origin.remove(resource, Origin.TRANSFORMATIONS);
      }
    }
  }
}
