package dev.millrace.apply.waves;

import dev.millrace.apply.object.KubeObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the annotations of Argo CD make of an object. */
sealed interface SyncRole {
  /** In which order an object is applied; a whole number, which may be negative. */
  String WAVE = "argocd.argoproj.io/sync-wave";

  /** The phases in which a hook runs, separated by commas. */
  String HOOK = "argocd.argoproj.io/hook";

  /** When a hook is deleted: policies, separated by commas. */
  String HOOK_DELETE_POLICY = "argocd.argoproj.io/hook-delete-policy";

  /** It is applied, waited for and pruned. */
  record Resource(int wave) implements SyncRole {}

  /** It runs once for each set of manifests. */
  record Hook(int wave, Set<SyncPhase> phases, Set<HookDeletion> deletion) implements SyncRole {
    /** Copies the sets. */
    public Hook {
      phases = Set.copyOf(phases);
      deletion = Set.copyOf(deletion);
    }
  }

  /**
   * It is not applied, and stays if it is there.
   *
   * @param unsupported the hooks that it asks for and that nobody runs; empty if it asks for this
   */
  record LeftOut(List<String> unsupported) implements SyncRole {
    /** Copies the list. */
    public LeftOut {
      unsupported = List.copyOf(unsupported);
    }
  }

  /** The role of an object. */
  static SyncRole of(KubeObject object) {
    int wave = waveOf(object);
    List<String> names = names(object, HOOK);
    if (names.isEmpty()) {
      return new Resource(wave);
    }
    Set<SyncPhase> phases = known(names, SyncPhase::named, SyncPhase.class);
    if (!phases.isEmpty()) {
      return new Hook(wave, phases, deletion(object));
    }
    return new LeftOut(names.stream().filter(name -> !name.equals("Skip")).toList());
  }

  /** The wave of an object; 0 unless it names one, as in Argo CD also when that is no number. */
  static int waveOf(KubeObject object) {
    try {
      return Integer.parseInt(object.annotations().getOrDefault(WAVE, "0").strip());
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static Set<HookDeletion> deletion(KubeObject object) {
    Set<HookDeletion> policies =
        known(names(object, HOOK_DELETE_POLICY), HookDeletion::named, HookDeletion.class);
    return policies.isEmpty() ? Set.of(HookDeletion.BEFORE_CREATION) : policies;
  }

  private static List<String> names(KubeObject object, String annotation) {
    return Arrays.stream(object.annotations().getOrDefault(annotation, "").split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static <E extends Enum<E>> Set<E> known(
      List<String> names, Function<String, Optional<E>> reader, Class<E> type) {
    Set<E> known = EnumSet.noneOf(type);
    names.forEach(name -> reader.apply(name).ifPresent(known::add));
    return known;
  }
}
