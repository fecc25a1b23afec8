package dev.millrace.apply.observe;

import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.ObjectControls;
import dev.millrace.apply.plan.TakeOver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the objects of all owners, one watch for each kind, and remembers of each object its
 * metadata and the fields that were applied. Drift detection, health waiting and the check whether
 * anything changed at all live on it, so a steady cluster costs no requests.
 */
public final class Observatory implements LiveView, HealthFeed, AutoCloseable {

  private final Cluster cluster;
  private final String labelSelector;
  private final String namespace;
  private final Lens lens;
  private final ForeignChanges foreignChanges;
  private final Consumer<Drift> onDrift;

  private final Map<String, Inventory> inventories = new HashMap<>();
  private final Map<String, IgnoreRules> ignored = new HashMap<>();
  private final Map<ObjectRef, String> owners = new HashMap<>();
  private final Map<WatchedKind.Key, WatchedKind> kinds = new HashMap<>();
  private final Map<WatchedKind.Key, Integer> uses = new HashMap<>();
  private final Set<ObjectRef> expectedDeletions = new HashSet<>();

  /** Objects that are being changed on purpose, with what was shown of them meanwhile. */
  private final Map<ObjectRef, Optional<KubeObject>> changing = new HashMap<>();

  /**
   * Makes an observatory that watches nothing yet.
   *
   * @param cluster as the identity that watches
   * @param labelSelector which objects have an owner, such as {@code
   *     kustomize.toolkit.fluxcd.io/name}
   * @param namespace where to watch; empty for everywhere
   * @param manager the field manager that applies
   * @param takeOver what other writers leave behind and is drift, too
   * @param controls how objects say that they are to be left alone
   * @param rules what it means to be well; without rules of a user
   * @param onDrift hears of drift; called from a watch, must not block
   */
  public Observatory(
      Cluster cluster,
      String labelSelector,
      String namespace,
      String manager,
      TakeOver takeOver,
      ObjectControls controls,
      HealthRules rules,
      Consumer<Drift> onDrift) {
    this.cluster = cluster;
    this.labelSelector = labelSelector;
    this.namespace = namespace;
    this.lens = new Lens(manager, takeOver, controls, rules);
    this.foreignChanges = new ForeignChanges(manager, takeOver.managers());
    this.onDrift = onDrift;
  }

  /** Watches the objects of an owner; replaces what was watched for it before. */
  public void observe(String owner, Inventory inventory) {
    observe(owner, inventory, IgnoreRules.none());
  }

  /**
   * Watches as above.
   *
   * @param rules which fields others may change: that is no drift
   */
  public void observe(String owner, Inventory inventory, IgnoreRules rules) {
    Map<WatchedKind.Key, WatchedKind> opened = new HashMap<>();
    List<WatchedKind> abandoned = new ArrayList<>();
    synchronized (this) {
      ignored.put(owner, rules);
      Inventory before = inventories.put(owner, inventory);
      if (before != null && before.entries().equals(inventory.entries())) {
        return;
      }
      for (InventoryEntry entry : inventory.entries()) {
        owners.put(entry.ref(), owner);
        use(WatchedKind.Key.of(entry), opened);
      }
      release(owner, before == null ? Inventory.empty() : before, abandoned);
    }
    abandoned.forEach(WatchedKind::close);
    opened.values().forEach(kind -> kind.open(cluster));
  }

  /** Ends to watch the objects of an owner. */
  public void forget(String owner) {
    List<WatchedKind> abandoned = new ArrayList<>();
    synchronized (this) {
      ignored.remove(owner);
      Inventory before = inventories.remove(owner);
      release(owner, before == null ? Inventory.empty() : before, abandoned);
    }
    abandoned.forEach(WatchedKind::close);
  }

  private void use(WatchedKind.Key key, Map<WatchedKind.Key, WatchedKind> opened) {
    if (uses.merge(key, 1, Integer::sum) == 1) {
      WatchedKind kind =
          new WatchedKind(
              key.target(namespace, labelSelector), lens, this::onChange, this::onDelete);
      kinds.put(key, kind);
      opened.put(key, kind);
    }
  }

  private void release(String owner, Inventory before, List<WatchedKind> abandoned) {
    Inventory now = inventories.getOrDefault(owner, Inventory.empty());
    for (InventoryEntry entry : before.entries()) {
      if (!now.contains(entry.ref())) {
        owners.remove(entry.ref(), owner);
      }
      WatchedKind.Key key = WatchedKind.Key.of(entry);
      if (uses.merge(key, -1, Integer::sum) == 0) {
        uses.remove(key);
        WatchedKind kind = kinds.remove(key);
        if (kind != null) {
          abandoned.add(kind);
        }
      }
    }
  }

  @Override
  public Sighting look(InventoryEntry object) {
    WatchedKind kind = kind(WatchedKind.Key.of(object));
    return kind == null ? new Sighting.Unknown() : kind.look(object.ref());
  }

  @Override
  public void noteSettled(KubeObject desired, KubeObject live) {
    WatchedKind kind = kind(new WatchedKind.Key(live.apiVersion(), live.kind()));
    if (kind != null) {
      kind.noteSettled(desired, live);
    }
  }

  @Override
  public void noteCompared(KubeObject live) {
    WatchedKind kind = kind(new WatchedKind.Key(live.apiVersion(), live.kind()));
    if (kind != null) {
      kind.noteCompared(live);
    }
  }

  @Override
  public void noteEqual(KubeObject desired, KubeObject seen) {
    WatchedKind kind = kind(new WatchedKind.Key(seen.apiVersion(), seen.kind()));
    if (kind != null) {
      kind.noteEqual(desired, seen);
    }
  }

  @Override
  public Optional<Health> known(String apiVersion, ObjectRef ref) {
    WatchedKind kind = kind(new WatchedKind.Key(apiVersion, ref.kind()));
    return kind == null ? Optional.empty() : kind.health(ref);
  }

  @Override
  public Optional<Health> knownAfter(KubeObject state) {
    WatchedKind kind = kind(new WatchedKind.Key(state.apiVersion(), state.kind()));
    return kind == null ? Optional.empty() : kind.healthAfter(state);
  }

  @Override
  public Optional<Subscription> follow(KubeObject since, WatchListener listener) {
    WatchedKind kind = kind(new WatchedKind.Key(since.apiVersion(), since.kind()));
    return kind == null ? Optional.empty() : kind.follow(since, listener);
  }

  @Override
  public Optional<Subscription> follow(String apiVersion, ObjectRef ref, WatchListener listener) {
    WatchedKind kind = kind(new WatchedKind.Key(apiVersion, ref.kind()));
    return kind == null ? Optional.empty() : kind.follow(ref, listener);
  }

  private synchronized @Nullable WatchedKind kind(WatchedKind.Key key) {
    return kinds.get(key);
  }

  @Override
  public Change beginChange(ObjectRef ref) {
    synchronized (this) {
      changing.put(ref, Optional.empty());
    }
    return () -> endChange(ref);
  }

  /** What was shown last may be, or hold, the change of somebody else. */
  private void endChange(ObjectRef ref) {
    Optional<KubeObject> shown;
    synchronized (this) {
      shown = Objects.requireNonNullElse(changing.remove(ref), Optional.empty());
    }
    shown.ifPresent(live -> known(live).ifPresent(watched -> onChange(watched, live)));
  }

  private Optional<WatchedObject> known(KubeObject live) {
    WatchedKind kind = kind(new WatchedKind.Key(live.apiVersion(), live.kind()));
    return kind == null ? Optional.empty() : kind.inVersionOf(live);
  }

  @Override
  public synchronized void expectDeletion(ObjectRef ref) {
    expectedDeletions.add(ref);
  }

  private void onChange(WatchedObject watched, KubeObject live) {
    String owner;
    IgnoreRules rules;
    synchronized (this) {
      expectedDeletions.remove(live.ref());
      owner = owners.get(live.ref());
      if (owner == null || changing.replace(live.ref(), Optional.of(live)) != null) {
        return;
      }
      rules = ignored.getOrDefault(owner, IgnoreRules.none());
    }
    boolean drifted = watched.lostFields() || watched.hasForeignFields();
    if (drifted && !lens.isLeftAlone(live)) {
      foreignChanges
          .changes(watched.expected().map(WatchedState::state), live, rules.pathsFor(live))
          .ifPresent(changes -> onDrift.accept(new Drift(owner, live.ref(), false, changes)));
    }
  }

  private void onDelete(ObjectRef ref) {
    String owner;
    synchronized (this) {
      owner = expectedDeletions.remove(ref) ? null : owners.get(ref);
    }
    if (owner != null) {
      onDrift.accept(new Drift(owner, ref, true, List.of()));
    }
  }

  /** Ends all watches. */
  @Override
  public void close() {
    Map<WatchedKind.Key, WatchedKind> open;
    synchronized (this) {
      inventories.clear();
      ignored.clear();
      owners.clear();
      uses.clear();
      open = new HashMap<>(kinds);
      kinds.clear();
    }
    open.values().forEach(WatchedKind::close);
  }
}
