package dev.millrace.controller.helm.cluster;

import dev.millrace.helm.action.ObjectRef;

/** Names of objects as the apply engine has them. */
public final class ApplyRefs {
  private ApplyRefs() {}

  /** The apply engine's form of a name, which knows no version. */
  public static dev.millrace.apply.object.ObjectRef of(ObjectRef ref) {
    return new dev.millrace.apply.object.ObjectRef(
        ref.group(), ref.kind(), ref.namespace(), ref.name());
  }
}
