package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.DELETION_GUARDED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.waves.HookSeries;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops a revision that would delete more than somebody wants to lose by accident, until it is
 * approved. An addition to Flux: off unless a flag or the annotation {@value #GUARD} turns it on.
 */
public final class GuardDeletions {
  /** How many objects a revision may delete: a number, or {@code disabled}. */
  static final String GUARD = "millrace.dev/deletion-guard";

  /** The revision that may delete whatever it deletes. */
  static final String APPROVAL = "millrace.dev/approve-deletions";

  private static final String DISABLED = "disabled";
  private static final int MAX_NAMED = 10;

  private final OptionalInt usualLimit;
  private final Set<GroupKind> protectedKinds;

  /**
   * Guards with these rules.
   *
   * @param usualLimit for objects without the annotation; empty for no guard
   * @param protectedKinds of which not even one object is deleted without approval
   */
  public GuardDeletions(OptionalInt usualLimit, Set<GroupKind> protectedKinds) {
    this.usualLimit = usualLimit;
    this.protectedKinds = Set.copyOf(protectedKinds);
  }

  /** Ends the run if the manifests would delete too much and nobody approved it. */
  void check(Kustomization object, Source source, Manifests manifests) {
    OptionalInt limit = limit(object);
    if (limit.isEmpty() || !object.spec().prune() || isApproved(object, source)) {
      return;
    }
    List<InventoryEntry> stale = stale(object, manifests);
    problem(stale, manifests, limit.getAsInt())
        .ifPresent(
            problem -> {
              throw new ReconcileFailure(
                  DELETION_GUARDED,
                  "revision %s would delete %s: %s; to let it, set the annotation %s: %s"
                      .formatted(
                          source.revision(), problem, names(stale), APPROVAL, source.revision()));
            });
  }

  private OptionalInt limit(Kustomization object) {
    String value = annotation(object, GUARD);
    if (value == null || value.isEmpty()) {
      return usualLimit;
    }
    if (value.equalsIgnoreCase(DISABLED)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Math.max(0, Integer.parseInt(value.strip())));
    } catch (NumberFormatException e) {
      throw new ReconcileFailure(
          DELETION_GUARDED,
          "the annotation %s is '%s'; give it the number of objects that may be deleted at once, or"
                  .formatted(GUARD, value)
              + " 'disabled'",
          e);
    }
  }

  private static boolean isApproved(Kustomization object, Source source) {
    return source.revision().equals(annotation(object, APPROVAL));
  }

  private Optional<String> problem(List<InventoryEntry> stale, Manifests manifests, int limit) {
    if (stale.isEmpty()) {
      return Optional.empty();
    }
    if (manifests.desired().isEmpty()) {
      return Optional.of("everything, because nothing is built any more");
    }
    if (stale.size() > limit) {
      return Optional.of("%d objects, more than %d".formatted(stale.size(), limit));
    }
    return stale.stream()
        .map(InventoryEntry::ref)
        .filter(ref -> protectedKinds.contains(GroupKind.of(ref)))
        .findFirst()
        .map(ref -> "an object of the protected kind " + ref.kind());
  }

  private static List<InventoryEntry> stale(Kustomization object, Manifests manifests) {
    Set<ObjectRef> wanted = new HashSet<>();
    manifests.desired().forEach(desired -> wanted.add(desired.ref()));
    manifests.desired().forEach(desired -> wanted.add(ofCluster(desired.ref())));
    List<HookSeries> hooks = manifests.desired().stream().flatMap(HookSeries::all).toList();
    return Inventories.of(object.status()).entries().stream()
        .filter(entry -> !wanted.contains(entry.ref()))
        .filter(entry -> hooks.stream().noneMatch(series -> series.contains(entry.ref())))
        .toList();
  }

  /** Objects of kinds without namespaces lose theirs when they are applied. */
  private static ObjectRef ofCluster(ObjectRef ref) {
    return new ObjectRef(ref.group(), ref.kind(), "", ref.name());
  }

  private static String names(List<InventoryEntry> entries) {
    String names =
        entries.stream()
            .limit(MAX_NAMED)
            .map(entry -> entry.ref().toString())
            .collect(Collectors.joining(", "));
    return entries.size() <= MAX_NAMED
        ? names
        : names + " and %d more".formatted(entries.size() - MAX_NAMED);
  }

  /** Whether the annotations of this guard say something else than before. */
  static boolean changed(Kustomization now, Kustomization before) {
    return !Objects.equals(annotation(now, GUARD), annotation(before, GUARD))
        || !Objects.equals(annotation(now, APPROVAL), annotation(before, APPROVAL));
  }

  private static @Nullable String annotation(Kustomization object, String key) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(key);
  }
}
