package dev.millrace.runtime.watch;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes the watches by which one kind wakes another.
 *
 * @param <P> the kind that is woken
 */
public final class Watches<P extends HasMetadata> {
  private final EventSourceContext<P> context;

  /** Watches for the reconciler that the context belongs to. */
  public Watches(EventSourceContext<P> context) {
    this.context = context;
  }

  /**
   * Wakes objects when a source they refer to has a new artifact: one appeared or its revision
   * changed. New sources wake nobody; they have no artifact yet.
   */
  public <S extends SourceObject> InformerEventSource<S, P> newRevisions(
      Class<S> source, ReferenceIndex<P> index) {
    return changes(source, index, Watches::hasNewRevision);
  }

  /**
   * As {@link #newRevisions(Class, ReferenceIndex)}, and tells somebody else, too.
   *
   * @param listener is told of every source with a new artifact; must not block
   */
  public <S extends SourceObject> InformerEventSource<S, P> newRevisions(
      Class<S> source, ReferenceIndex<P> index, Consumer<? super S> listener) {
    return changes(source, index, Watches::hasNewRevision, listener);
  }

  /**
   * Wakes objects when an object they refer to changes in a way that matters to them.
   *
   * @param matters told the object as it is now and as it was
   */
  public <S extends HasMetadata> InformerEventSource<S, P> changes(
      Class<S> type, ReferenceIndex<P> index, BiPredicate<S, S> matters) {
    return changes(type, index, matters, _ -> {});
  }

  /**
   * As {@link #changes(Class, ReferenceIndex, BiPredicate)}, and tells somebody else, too.
   *
   * @param listener is told of every change that matters; must not block
   */
  public <S extends HasMetadata> InformerEventSource<S, P> changes(
      Class<S> type,
      ReferenceIndex<P> index,
      BiPredicate<S, S> matters,
      Consumer<? super S> listener) {
    return new InformerEventSource<>(changed(type, index, ReferenceKey::of, matters), context) {
      @Override
      public void onUpdate(S before, S now) {
        super.onUpdate(before, now);
        if (matters.test(now, before)) {
          listener.accept(now);
        }
      }
    };
  }

  /**
   * Wakes objects when an object changes that they refer to by another key than its own, such as
   * all objects of a namespace.
   *
   * @param key what the index knows the changed object by
   * @param matters told the object as it is now and as it was
   */
  public <S extends HasMetadata> InformerEventSource<S, P> changes(
      Class<S> type,
      ReferenceIndex<P> index,
      Function<S, ReferenceKey> key,
      BiPredicate<S, S> matters) {
    return new InformerEventSource<>(changed(type, index, key, matters), context);
  }

  private <S extends HasMetadata> InformerEventSourceConfiguration<S> changed(
      Class<S> type,
      ReferenceIndex<P> index,
      Function<S, ReferenceKey> key,
      BiPredicate<S, S> matters) {
    return InformerEventSourceConfiguration.from(type, context.getPrimaryResourceClass())
        .withName(type.getSimpleName())
        .withNamespacesInheritedFromController()
        .withSecondaryToPrimaryMapper(changed -> index.referringTo(key.apply(changed)))
        .withOnAddFilter(_ -> false)
        .withOnUpdateFilter(matters::test)
        .withOnDeleteFilter((_, _) -> false)
        .build();
  }

  /**
   * Wakes objects when a ConfigMap they refer to changes.
   *
   * @param labelSelector only ConfigMaps with these labels are watched ({@code
   *     --watch-configs-label-selector})
   */
  public EventSource<ConfigMap, P> configMaps(String labelSelector, ReferenceIndex<P> index) {
    return configMaps(labelSelector, index, _ -> {});
  }

  /**
   * As {@link #configMaps(String, ReferenceIndex)}, and tells somebody else, too.
   *
   * @param listener is told of every change; must not block
   */
  public EventSource<ConfigMap, P> configMaps(
      String labelSelector, ReferenceIndex<P> index, Consumer<HasMetadata> listener) {
    return configs(ConfigMap.class, labelSelector, index, Watches::withoutContent, listener);
  }

  /**
   * As {@link #configMaps(String, ReferenceIndex)}, for Secrets. Their content is not kept in
   * memory.
   */
  public EventSource<Secret, P> secrets(String labelSelector, ReferenceIndex<P> index) {
    return secrets(labelSelector, index, _ -> {});
  }

  /**
   * As {@link #secrets(String, ReferenceIndex)}, and tells somebody else, too.
   *
   * @param listener is told of every change; must not block
   */
  public EventSource<Secret, P> secrets(
      String labelSelector, ReferenceIndex<P> index, Consumer<HasMetadata> listener) {
    return configs(Secret.class, labelSelector, index, Watches::withoutContent, listener);
  }

  private <S extends HasMetadata> EventSource<S, P> configs(
      Class<S> type,
      String labelSelector,
      ReferenceIndex<P> index,
      UnaryOperator<S> stripped,
      Consumer<HasMetadata> listener) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, context.getPrimaryResourceClass())
            .withName(type.getSimpleName())
            .withNamespacesInheritedFromController()
            .withLabelSelector(labelSelector)
            .withItemStore(new TransformingItemStore<>(stripped))
            .withSecondaryToPrimaryMapper(changed -> index.referringTo(ReferenceKey.of(changed)))
            .withOnUpdateFilter(Watches::isOtherVersion)
            .build(),
        context) {
      @Override
      public void onUpdate(S before, S now) {
        super.onUpdate(before, now);
        if (isOtherVersion(now, before)) {
          listener.accept(now);
        }
      }
    };
  }

  /** Whether the artifact of a source is of another revision than before, or the first one. */
  public static boolean hasNewRevision(SourceObject now, SourceObject before) {
    Optional<String> revision = now.artifact().map(Artifact::revision);
    return revision.isPresent() && !revision.equals(before.artifact().map(Artifact::revision));
  }

  private static boolean isOtherVersion(HasMetadata now, HasMetadata before) {
    return !Objects.equals(
        now.getMetadata().getResourceVersion(), before.getMetadata().getResourceVersion());
  }

  private static ConfigMap withoutContent(ConfigMap map) {
    map.setData(null);
    map.setBinaryData(null);
    return map;
  }

  private static Secret withoutContent(Secret secret) {
    secret.setData(null);
    secret.setStringData(null);
    return secret;
  }
}
