package dev.millrace.runtime.metrics;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.reconcile.ObjectKey;
import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The state of objects as metrics: {@code gotk_reconcile_condition} and {@code
 * gotk_suspend_status}, which Flux had until 2.5, and {@code gotk_resource_info}, which its users
 * get from kube-state-metrics (FLUX.md 1.11).
 *
 * <p>They are made for each scrape from what the watches show. So they hold no memory, say the same
 * right after a restart as before, and a deleted object has none.
 */
public final class ObjectStates extends Collector {
  private static final int MOST_CONDITIONS = 20;
  private static final List<String> STATUSES =
      List.of(Condition.TRUE, Condition.FALSE, Condition.UNKNOWN);
  private static final List<String> IDENTITY = List.of("kind", "name", "namespace");
  private static final List<String> CONDITION =
      List.of("kind", "name", "namespace", "type", "status");

  private final StateSource source;

  /** The states of the objects of a source. */
  public ObjectStates(StateSource source) {
    this.source = source;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Families families = new Families();
    source.objects().forEach(families::add);
    return families.list();
  }

  /** The samples of one scrape. */
  private static final class Families {
    private final List<MetricFamilySamples.Sample> conditions = new ArrayList<>();
    private final List<MetricFamilySamples.Sample> suspensions = new ArrayList<>();
    private final List<MetricFamilySamples.Sample> infos = new ArrayList<>();

    void add(FluxObject object) {
      ObjectKey key = ObjectKey.of(object);
      List<String> identity = List.of(key.kind(), key.name(), key.namespace());
      suspensions.add(
          sample("gotk_suspend_status", IDENTITY, identity, object.suspended() ? 1 : 0));
      if (object instanceof ReconciledObject<?> reconciled) {
        reconciled.status().conditions().stream()
            .limit(MOST_CONDITIONS)
            .forEach(condition -> add(identity, condition));
      }
      Map<String, String> info = ResourceInfo.of(object);
      infos.add(
          sample("gotk_resource_info", List.copyOf(info.keySet()), List.copyOf(info.values()), 1));
    }

    /**
     * One series shows what a condition is; Ready has one for each status, as it had in Flux, so
     * that a rule about failures has a value before the first.
     */
    private void add(List<String> identity, Condition condition) {
      if (condition.type().equals(ConditionType.READY)) {
        STATUSES.forEach(
            status -> addCondition(identity, condition, status, condition.status().equals(status)));
      } else {
        addCondition(identity, condition, condition.status(), true);
      }
    }

    private void addCondition(
        List<String> identity, Condition condition, String status, boolean is) {
      List<String> values = new ArrayList<>(identity);
      values.add(condition.type());
      values.add(status);
      conditions.add(sample("gotk_reconcile_condition", CONDITION, values, is ? 1 : 0));
    }

    List<MetricFamilySamples> list() {
      return List.of(
          family(
              "gotk_reconcile_condition",
              "A condition of an object: 1 for the status that it has.",
              conditions),
          family(
              "gotk_suspend_status",
              "Whether reconciliation of an object is switched off.",
              suspensions),
          family("gotk_resource_info", "The current state of an object.", infos));
    }

    private static MetricFamilySamples family(
        String name, String help, List<MetricFamilySamples.Sample> samples) {
      return new MetricFamilySamples(name, Type.GAUGE, help, samples);
    }

    private static MetricFamilySamples.Sample sample(
        String name, List<String> labels, List<String> values, double value) {
      return new MetricFamilySamples.Sample(name, labels, values, value);
    }
  }
}
