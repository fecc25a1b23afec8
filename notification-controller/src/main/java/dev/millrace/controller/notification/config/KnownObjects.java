package dev.millrace.controller.notification.config;

import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.api.notification.Receiver;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.runtime.reconcile.WatchScope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The Alerts, Providers and Receivers that this controller looks after, kept up to date by watches.
 */
public final class KnownObjects {
  private static final String BY_PATH = "path";

  private final KubernetesClient client;
  private final WatchScope scope;
  private final StaticObjectWatch.Check<Alert> alertCheck;
  private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private Optional<SharedIndexInformer<Alert>> alerts = Optional.empty();
  private Optional<SharedIndexInformer<Provider>> providers = Optional.empty();
  private Optional<SharedIndexInformer<Receiver>> receivers = Optional.empty();

  KnownObjects(
      KubernetesClient client, WatchScope scope, StaticObjectWatch.Check<Alert> alertCheck) {
    this.client = client;
    this.scope = scope;
    this.alertCheck = alertCheck;
  }

  /** All Alerts. */
  public Stream<Alert> alerts() {
    return alerts.stream().flatMap(informer -> informer.getStore().list().stream());
  }

  /** An Alert; empty when it is gone, or another one has its name now. */
  public Optional<Alert> alert(AlertIdentity identity) {
    return alerts
        .map(informer -> informer.getStore().getByKey(identity.namespace() + "/" + identity.name()))
        .filter(alert -> identity.uid().equals(alert.getMetadata().getUid()));
  }

  /** The Receivers that listen on a path; more than one only for a moment. */
  public List<Receiver> receivers(String path) {
    return receivers
        .map(informer -> informer.getIndexer().byIndex(BY_PATH, path))
        .orElse(List.of());
  }

  /** All Providers. */
  public Stream<Provider> providers() {
    return providers.stream().flatMap(informer -> informer.getStore().list().stream());
  }

  /** A Provider by name. */
  public Optional<Provider> provider(String namespace, String name) {
    return providers.map(informer -> informer.getStore().getByKey(namespace + "/" + name));
  }

  void start() {
    SharedIndexInformer<Alert> knownAlerts = watch(Alert.class);
    knownAlerts.addEventHandler(new StaticObjectWatch<>(client, looks, alertCheck));
    alerts = Optional.of(knownAlerts);
    SharedIndexInformer<Provider> knownProviders = watch(Provider.class);
    knownProviders.addEventHandler(new StaticObjectWatch<>(client, looks, _ -> {}));
    providers = Optional.of(knownProviders);
    SharedIndexInformer<Receiver> watched = watch(Receiver.class);
    watched.addIndexers(Map.of(BY_PATH, KnownObjects::paths));
    receivers = Optional.of(watched);
  }

  void stop() {
    informers.forEach(SharedIndexInformer::close);
    looks.shutdown();
  }

  private static List<String> paths(Receiver receiver) {
    String path = receiver.status().webhookPath();
    return path == null ? List.of() : List.of(path);
  }

  private <T extends HasMetadata> SharedIndexInformer<T> watch(Class<T> kind) {
    FilterWatchListDeletable<T, ?, ?> objects =
        scope
            .namespace()
            .<FilterWatchListDeletable<T, ?, ?>>map(
                namespace -> client.resources(kind).inNamespace(namespace))
            .orElseGet(() -> client.resources(kind).inAnyNamespace());
    SharedIndexInformer<T> informer =
        scope.labelSelector().isEmpty()
            ? objects.inform()
            : objects.withLabelSelector(scope.labelSelector()).inform();
    informers.add(informer);
    return informer;
  }
}
