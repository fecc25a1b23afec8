package dev.millrace.controller.kustomize.drift;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.observe.DriftPace;
import dev.millrace.apply.observe.Observatory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches what Kustomizations applied to the own cluster and wakes those whose objects drift. */
public final class DriftWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

  private final Observatory observatory;
  private final DriftPace pace;
  private final ScheduledExecutorService timer;
  private final DriftSource source = new DriftSource();
  private final Set<String> due = ConcurrentHashMap.newKeySet();

  /**
   * Watches nothing yet.
   *
   * @param observatory makes the view that tells the given consumer of drift
   * @param timer wakes owners; what it runs is short
   */
  public DriftWatch(
      Function<Consumer<Drift>, Observatory> observatory,
      Clock clock,
      ScheduledExecutorService timer) {
    this.pace = new DriftPace(clock, DriftPace.Pace.DEFAULT);
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

  /**
   * An owner's objects are about to be applied. Until then further drift of them changes nothing;
   * from now on it counts again.
   */
  public void attend(Kustomization owner) {
    due.remove(key(owner));
  }

  /** Watches the objects of an owner from now on, in place of those that were watched before. */
  public void observe(Kustomization owner, Inventory inventory) {
    observatory.observe(key(owner), inventory);
  }

  /** Ends to watch the objects of an owner. */
  public void forget(HasMetadata owner) {
    observatory.forget(key(owner));
    due.remove(key(owner));
  }

  private void onDrift(Drift drift) {
    if (due.add(drift.owner())) {
      LOG.atInfo()
          .addKeyValue("owner", drift.owner())
          .addKeyValue("object", drift.ref())
          .addKeyValue("deleted", drift.deleted())
          .addKeyValue("manager", drift.manager())
          .log("drift detected");
      long delay = pace.holdOff(drift).toMillis();
      timer.schedule(() -> wake(drift.owner()), delay, TimeUnit.MILLISECONDS);
    }
  }

  private void wake(String owner) {
    int slash = owner.indexOf('/');
    source.wake(new ResourceID(owner.substring(slash + 1), owner.substring(0, slash)));
  }

  private static String key(HasMetadata owner) {
    return owner.getMetadata().getNamespace() + "/" + owner.getMetadata().getName();
  }
}
