package dev.millrace.controller.helm.cluster;

import dev.millrace.helm.action.ObjectRef;

/** Names of objects between the forms of the two engines. */
public final class Refs {
  private Refs() {}

  /** The name as the apply engine has it, which knows no version. */
  public static dev.millrace.apply.object.ObjectRef engine(ObjectRef ref) {
    return new dev.millrace.apply.object.ObjectRef(
        ref.group(), ref.kind(), ref.namespace(), ref.name());
  }
}
