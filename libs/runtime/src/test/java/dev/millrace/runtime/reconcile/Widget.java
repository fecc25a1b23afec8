package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A made-up kind. */
@Group("test.toolkit.fluxcd.io")
@Version("v1")
public class Widget extends CustomResource<Widget.Spec, Widget.Status>
    implements Namespaced, ReconciledObject<Widget.Status> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean suspended() {
    return getSpec().suspend();
  }

  @Override
  public Status status() {
    return Objects.requireNonNullElse(getStatus(), Status.EMPTY);
  }

  /** What is wanted. */
  public record Spec(boolean suspend, boolean fixed) {}

  /** What is. */
  @ApiType
  public record Status(
      long observedGeneration,
      @Nullable String lastHandledReconcileAt,
      List<Condition> conditions,
      @Nullable String revision)
      implements ReconciledStatus<Status> {
    static final Status EMPTY = new Status(-1, null, List.of(), null);

    public Status {
      conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    @Override
    public Status withConditions(List<Condition> other) {
      return new Status(observedGeneration, lastHandledReconcileAt, other, revision);
    }

    @Override
    public Status withObservedGeneration(long other) {
      return new Status(other, lastHandledReconcileAt, conditions, revision);
    }

    @Override
    public Status withLastHandledReconcileAt(@Nullable String other) {
      return new Status(observedGeneration, other, conditions, revision);
    }

    Status withRevision(String other) {
      return new Status(observedGeneration, lastHandledReconcileAt, conditions, other);
    }
  }
}
