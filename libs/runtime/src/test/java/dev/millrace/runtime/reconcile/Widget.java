package dev.millrace.runtime.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A made-up kind. */
@Group("test.toolkit.fluxcd.io")
@Version("v1")
public class Widget extends CustomResource<Widget.Spec, Widget.Status> implements Namespaced {
  private static final long serialVersionUID = 1L;

  /** What is wanted. */
  public static class Spec {
    public boolean suspend;
    public boolean fixed;
  }

  /** What is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static class Status {
    public @Nullable Long observedGeneration;
    public @Nullable String lastHandledReconcileAt;
    public @Nullable List<Map<String, Object>> conditions;
    public @Nullable String revision;
  }
}
