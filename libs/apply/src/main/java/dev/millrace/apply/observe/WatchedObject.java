package dev.millrace.apply.observe;

import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthStatus;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.ownership.AppliedState;
import dev.millrace.apply.ownership.FieldSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a watched object.
 *
 * @param metadata its identity, labels and annotations
 * @param applied what the manager owns of it now
 * @param expected what the manager owned of it when it was last known to be as wanted
 * @param hasForeignFields whether other writers left fields that are to be taken over
 * @param settledFor the digest of what it is known to be equal to; empty if unknown
 * @param content the {@link ContentDigest} of it; empty until it is compared as a whole for the
 *     first time, since it costs something with each change
 * @param health the verdict on it
 * @param unwell the object as a whole while it is not well, for those who wait for it
 * @param mayVanish whether it says itself that it is to be deleted one day
 */
record WatchedObject(
    KubeObject metadata,
    Optional<WatchedState> applied,
    Optional<WatchedState> expected,
    boolean hasForeignFields,
    String settledFor,
    String content,
    Health health,
    Optional<KubeObject> unwell,
    boolean mayVanish) {

  private static final AppliedState NOTHING = new AppliedState(FieldSet.none(), Map.of(), "");
  private static final List<String> KEPT =
      List.of(
          "name",
          "namespace",
          "uid",
          "resourceVersion",
          "deletionTimestamp",
          "labels",
          "annotations");
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** An object that is as wanted, as far as anybody knows. */
  static WatchedObject settled(KubeObject object, Lens lens) {
    Optional<WatchedState> state = AppliedState.of(object, lens.manager()).map(WatchedState::of);
    Health health = lens.rules().judge(object);
    return new WatchedObject(
        metadataOf(object),
        state,
        state,
        lens.findsForeignFields(object),
        "",
        "",
        health,
        health.status() == HealthStatus.CURRENT ? Optional.empty() : Optional.of(object),
        HealthTarget.of(object).mayVanish());
  }

  /** The same, known to be equal to something wanted. */
  WatchedObject equalTo(String digest) {
    return new WatchedObject(
        metadata, applied, expected, hasForeignFields, digest, content, health, unwell, mayVanish);
  }

  /** The same, which is as wanted and equal to something wanted. */
  WatchedObject asExpected(String digest) {
    return new WatchedObject(
        metadata, applied, applied, hasForeignFields, digest, content, health, unwell, mayVanish);
  }

  /** Whether this was learnt of the same version of the object. */
  boolean isVersionOf(KubeObject object) {
    return metadata.resourceVersion().equals(object.resourceVersion());
  }

  /** The same, of which the content is remembered from now on. */
  WatchedObject withContentOf(KubeObject object) {
    return withContent(ContentDigest.of(object));
  }

  /** The same with the content that is known already, if that is of the same version. */
  WatchedObject withContentAsIn(WatchedObject known) {
    return known.isVersionOf(metadata) ? withContent(known.content) : this;
  }

  private WatchedObject withContent(String digest) {
    return new WatchedObject(
        metadata,
        applied,
        expected,
        hasForeignFields,
        settledFor,
        digest,
        health,
        unwell,
        mayVanish);
  }

  /**
   * The object after a change. What was expected stays so if somebody else took fields away; the
   * manager's own change, which moves its time, is a new expectation.
   */
  WatchedObject changedTo(KubeObject object, Lens lens) {
    WatchedObject changed =
        content.isEmpty() ? settled(object, lens) : settled(object, lens).withContentOf(object);
    if (expected.isEmpty()) {
      return changed;
    }
    AppliedState before = expected.get().state();
    AppliedState now = changed.applied.map(WatchedState::state).orElse(NOTHING);
    boolean ownChange = !now.time().isEmpty() && !now.time().equals(before.time());
    if (ownChange) {
      return changed;
    }
    return before.lostIn(now).isEmpty()
        ? changed.equalTo(changed.isAppliedAsIn(this) ? settledFor : "")
        : changed.stillExpecting(expected);
  }

  /** The same, a later version of an object that was as wanted. */
  WatchedObject after(WatchedObject settled) {
    return isAppliedAsIn(settled)
        ? asExpected(settled.settledFor)
        : stillExpecting(settled.applied);
  }

  private WatchedObject stillExpecting(Optional<WatchedState> state) {
    return new WatchedObject(
        metadata, applied, state, hasForeignFields, "", content, health, unwell, mayVanish);
  }

  /** Whether the manager owns the same of both, with the same values and since the same time. */
  boolean isAppliedAsIn(WatchedObject other) {
    return applied.isPresent()
        && other.applied.isPresent()
        && applied.get().isSame(other.applied.get());
  }

  /** Whether fields that were applied belong to somebody else now. */
  boolean lostFields() {
    return expected.isPresent() && (applied.isEmpty() || !applied.get().isSame(expected.get()));
  }

  Sighting.Present sighting() {
    return new Sighting.Present(
        metadata, applied.map(WatchedState::state), hasForeignFields, settledFor, content);
  }

  private static KubeObject metadataOf(KubeObject object) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    for (String field : KEPT) {
      Object value = object.get("metadata", field);
      if (value != null) {
        metadata.put(field, value);
      }
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", object.apiVersion());
    tree.put("kind", object.kind());
    tree.put("metadata", Tree.without(metadata, "annotations", LAST_APPLIED));
    return KubeObject.of(tree);
  }
}
