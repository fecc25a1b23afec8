package dev.millrace.apply.waves;

import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Desired;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** In which phases and waves the objects of a source are applied. */
public final class SyncPlan {
  private final Map<SyncPhase, List<Wave>> phases = new EnumMap<>(SyncPhase.class);
  private final List<Desired> resources = new ArrayList<>();
  private final Set<ObjectRef> spared = new HashSet<>();
  private final Set<ObjectRef> hooks = new HashSet<>();
  private final List<HookSeries> series = new ArrayList<>();
  private final List<String> objections = new ArrayList<>();
  private final SyncRun sync;

  private SyncPlan(SyncRun sync) {
    this.sync = sync;
  }

  /**
   * The plan for objects that may carry annotations of Argo CD.
   *
   * @param sync decides the names of hooks that have none
   */
  public static SyncPlan of(Collection<Desired> objects, SyncRun sync) {
    SyncPlan plan = new SyncPlan(sync);
    Map<SyncPhase, SortedMap<Integer, Parts>> parts = new EnumMap<>(SyncPhase.class);
    for (Desired object : objects) {
      plan.place(SyncOptions.translated(object), parts);
    }
    parts.forEach((phase, waves) -> plan.phases.put(phase, waves(phase, waves)));
    return plan;
  }

  /** The same objects at once and without hooks: what reverts drift when nothing is new. */
  public SyncPlan withoutHooks() {
    SyncPlan plan = new SyncPlan(sync);
    plan.resources.addAll(resources);
    plan.hooks.addAll(hooks);
    plan.series.addAll(series);
    plan.spared.addAll(spared);
    plan.phases.put(
        SyncPhase.SYNC, List.of(new Wave(SyncPhase.SYNC, 0, plan.resources, List.of())));
    return plan;
  }

  private record Parts(List<Desired> resources, List<Hook> hooks) {
    Parts() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private void place(Desired object, Map<SyncPhase, SortedMap<Integer, Parts>> parts) {
    switch (SyncRole.of(object.object())) {
      case SyncRole.Resource(int wave) -> {
        at(parts, SyncPhase.SYNC, wave).resources().add(object);
        resources.add(object);
      }
      case SyncRole.Hook role -> {
        for (SyncPhase phase : role.phases()) {
          Hook hook = Hook.of(object, role, phase, sync);
          at(parts, phase, role.wave()).hooks().add(hook);
          hook.series().ifPresent(series::add);
          spare(hooks, hook.desired());
        }
      }
      case SyncRole.LeftOut(List<String> unsupported) -> {
        if (!unsupported.isEmpty()) {
          objections.add(
              "%s is not applied: hooks of type %s are not run"
                  .formatted(object.ref(), String.join(", ", unsupported)));
        }
        spare(spared, object);
      }
    }
  }

  /** Objects of kinds without namespaces lose theirs when they are applied. */
  private static void spare(Set<ObjectRef> refs, Desired object) {
    ObjectRef ref = object.ref();
    refs.add(ref);
    refs.add(new ObjectRef(ref.group(), ref.kind(), "", ref.name()));
  }

  private static Parts at(
      Map<SyncPhase, SortedMap<Integer, Parts>> parts, SyncPhase phase, int wave) {
    return parts
        .computeIfAbsent(phase, _ -> new TreeMap<>())
        .computeIfAbsent(wave, _ -> new Parts());
  }

  private static List<Wave> waves(SyncPhase phase, SortedMap<Integer, Parts> parts) {
    return parts.entrySet().stream()
        .map(
            wave ->
                new Wave(
                    phase, wave.getKey(), wave.getValue().resources(), wave.getValue().hooks()))
        .toList();
  }

  /** The waves of a phase, in the order of applying. */
  List<Wave> waves(SyncPhase phase) {
    return phases.getOrDefault(phase, List.of());
  }

  /** Whether something is to run when what was applied is deleted. */
  public boolean hasHooksOfDeletion() {
    return !waves(SyncPhase.PRE_DELETE).isEmpty() || !waves(SyncPhase.POST_DELETE).isEmpty();
  }

  /** Everything that is no hook and is not left out. */
  public List<Desired> resources() {
    return List.copyOf(resources);
  }

  /** Whether an object is a hook of this plan, or was made of one by an earlier sync. */
  public boolean isHook(ObjectRef ref) {
    return hooks.contains(ref) || series.stream().anyMatch(each -> each.contains(ref));
  }

  /** Whether an object that was applied before stays although it is not a resource of this plan. */
  public boolean spares(ObjectRef ref) {
    return isHook(ref) || spared.contains(ref);
  }

  /** What is not done although an annotation asks for it, a sentence for each object. */
  public List<String> objections() {
    return List.copyOf(objections);
  }
}
