package dev.millrace.controller.notification.config;

import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.api.notification.Receiver;
import dev.millrace.runtime.reconcile.WatchScope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Alerts, Providers and Receivers of the cluster, kept up to date by watches. */
public final class KnownObjects {
  private final KubernetesClient client;
  private final WatchScope scope;
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private Optional<SharedIndexInformer<Alert>> alerts = Optional.empty();
  private Optional<SharedIndexInformer<Provider>> providers = Optional.empty();
  private Optional<SharedIndexInformer<Receiver>> receivers = Optional.empty();

  KnownObjects(KubernetesClient client, WatchScope scope) {
    this.client = client;
    this.scope = scope;
  }

  /** All Alerts. */
  public Stream<Alert> alerts() {
    return alerts.stream().flatMap(informer -> informer.getStore().list().stream());
  }

  /** All Receivers. */
  public Stream<Receiver> receivers() {
    return receivers.stream().flatMap(informer -> informer.getStore().list().stream());
  }

  /** A Provider by name. */
  public Optional<Provider> provider(String namespace, String name) {
    return providers.map(informer -> informer.getStore().getByKey(namespace + "/" + name));
  }

  void start() {
    alerts = Optional.of(watch(Alert.class));
    providers = Optional.of(watch(Provider.class));
    receivers = Optional.of(watch(Receiver.class));
  }

  void stop() {
    informers.forEach(SharedIndexInformer::close);
  }

  private <T extends HasMetadata> SharedIndexInformer<T> watch(Class<T> kind) {
    FilterWatchListDeletable<T, ?, ?> objects =
        scope
            .namespace()
            .<FilterWatchListDeletable<T, ?, ?>>map(
                namespace -> client.resources(kind).inNamespace(namespace))
            .orElseGet(() -> client.resources(kind).inAnyNamespace());
    SharedIndexInformer<T> informer = objects.inform();
    informers.add(informer);
    return informer;
  }
}
