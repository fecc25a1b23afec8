package dev.millrace.controller.kustomize.drift;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.apply.ApplyOutcome;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.observe.DriftPace;
import dev.millrace.apply.observe.Observatory;
import dev.millrace.apply.observe.Sighting;
import dev.millrace.apply.observe.SteadyState;
import dev.millrace.apply.plan.ObjectControls;
import dev.millrace.runtime.logging.LogLine;
import dev.millrace.runtime.logging.LogSubject;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches what Kustomizations applied to the own cluster and wakes those whose objects drift. */
public final class DriftWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);
  private static final String GROUP = HasMetadata.getGroup(Kustomization.class);
  private static final String KIND = HasMetadata.getKind(Kustomization.class);

  private final Observatory observatory;
  private final ObjectControls controls;
  private final DriftPace pace;
  private final ScheduledExecutorService timer;
  private final DriftSource source = new DriftSource();
  private final Map<String, Map<ObjectRef, DriftNote>> notes = new ConcurrentHashMap<>();
  private final Map<String, ObjectRef> due = new ConcurrentHashMap<>();
  private volatile Consumer<ReferenceKey> onDue = _ -> {};

  /**
   * Watches nothing yet.
   *
   * @param observatory makes the view that tells the given consumer of drift
   * @param controls how objects say that they are to be left alone
   * @param timer wakes owners; what it runs is short
   */
  public DriftWatch(
      Function<Consumer<Drift>, Observatory> observatory,
      ObjectControls controls,
      ScheduledExecutorService timer) {
    this.controls = controls;
    this.pace = new DriftPace(DriftPace.Pace.DEFAULT);
    this.timer = timer;
    this.observatory = observatory.apply(this::onDrift);
  }

  /** What is known of managed objects. */
  public Observatory view() {
    return observatory;
  }

  /** Where the operator framework hears of drift. */
  public DriftSource source() {
    return source;
  }

  /** Who is to hear, besides the framework, that the objects of an owner are to be applied now. */
  public void onDue(Consumer<ReferenceKey> listener) {
    onDue = listener;
  }

  /**
   * An object of an owner that drifted and is to be applied again now, without further delay. It is
   * told once, so that whoever ends a wait for it does so once.
   */
  public Optional<ObjectRef> takeDue(ReferenceKey owner) {
    return Optional.ofNullable(due.remove(owner.namespace() + "/" + owner.name()));
  }

  /**
   * An owner's objects are about to be applied: the drift that this reverts. Drift of an object
   * that was noted already is not noted again; from now on it wakes the owner again.
   */
  public List<DriftNote> attend(HasMetadata owner) {
    Map<ObjectRef, DriftNote> reverted = notes.remove(key(owner));
    due.remove(key(owner));
    if (reverted == null) {
      return List.of();
    }
    synchronized (reverted) {
      return List.copyOf(reverted.values());
    }
  }

  /**
   * Watches the objects of an owner from now on, in place of those that were watched before.
   *
   * @param ignored which fields others may change
   */
  public void observe(Kustomization owner, ApplyOutcome.Applied applied, IgnoreRules ignored) {
    observatory.observe(key(owner), applied.inventory(), ignored);
    applied.tell(observatory);
  }

  /**
   * The state of objects, if all of them are known to be as they were applied: equal as long as
   * nothing happens to them.
   */
  public Optional<String> state(Inventory inventory) {
    return SteadyState.of(observatory, inventory, controls);
  }

  /**
   * The {@link #state} that applying leads to.
   *
   * @param digests those of {@link ApplyOutcome.Applied#digests}
   */
  public Optional<String> stateAfter(Inventory inventory, Map<ObjectRef, String> digests) {
    return SteadyState.of(observatory, inventory, controls, digests);
  }

  /** Whether an object says that nobody is to care how it is. */
  public boolean isLeftAlone(InventoryEntry object) {
    return observatory.look(object) instanceof Sighting.Present present
        && (controls.isExcluded(present.metadata()) || controls.isCreatedOnly(present.metadata()));
  }

  /** Ends to watch the objects of an owner. */
  public void forget(HasMetadata owner) {
    observatory.forget(key(owner));
    notes.remove(key(owner));
    due.remove(key(owner));
  }

  @Override
  public void close() {
    observatory.close();
  }

  private void onDrift(Drift drift) {
    Map<ObjectRef, DriftNote> ofOwner =
        notes.computeIfAbsent(drift.owner(), _ -> new LinkedHashMap<>());
    DriftPace.Answer answer;
    synchronized (ofOwner) {
      DriftNote before = ofOwner.get(drift.ref());
      answer = before == null ? pace.answer(drift) : before.answer();
      ofOwner.put(drift.ref(), new DriftNote(drift, answer));
      if (before != null) {
        return;
      }
    }
    log(drift, answer);
    timer.schedule(() -> wake(drift, ofOwner), answer.delay().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void log(Drift drift, DriftPace.Answer answer) {
    ReferenceKey owner = owner(drift);
    LogLine.about(LogSubject.of(GROUP, owner.kind(), owner.namespace(), owner.name()))
        .and("object", drift.ref())
        .and("deleted", drift.deleted())
        .and("manager", drift.manager())
        .and("delay", answer.delay())
        .log(LOG::info, "drift detected");
  }

  /** Drift that a run attended to meanwhile is not due any more. */
  private void wake(Drift drift, Map<ObjectRef, DriftNote> noted) {
    String owner = drift.owner();
    ReferenceKey key = owner(drift);
    source.wake(new ResourceID(key.name(), key.namespace()));
    if (notes.get(owner) == noted) {
      due.put(owner, drift.ref());
      onDue.accept(key);
    }
  }

  private static ReferenceKey owner(Drift drift) {
    String owner = drift.owner();
    int slash = owner.indexOf('/');
    return new ReferenceKey(KIND, owner.substring(0, slash), owner.substring(slash + 1));
  }

  private static String key(HasMetadata owner) {
    return owner.getMetadata().getNamespace() + "/" + owner.getMetadata().getName();
  }
}
