package dev.millrace.controller.kustomize.config;

import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.RunObserver;
import dev.millrace.runtime.reconcile.RunReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the runs of each object. */
final class RunCounter implements RunObserver {
  private final Map<String, Integer> runs = new ConcurrentHashMap<>();

  int runs(String namespace, String name) {
    return runs.getOrDefault(namespace + "/" + name, 0);
  }

  @Override
  public void finished(RunReport report) {
    ObjectKey object = report.object();
    runs.merge(object.namespace() + "/" + object.name(), 1, Integer::sum);
  }

  @Override
  public void forgotten(ObjectKey object) {
    runs.remove(object.namespace() + "/" + object.name());
  }
}
