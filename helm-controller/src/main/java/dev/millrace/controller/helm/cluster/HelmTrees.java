package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.object.KubeObject;
import java.util.Map;

/** Objects as the Helm engine has them: as trees whose type says nothing of null. */
final class HelmTrees {
  private HelmTrees() {}

  /** The tree of an object; not to be changed. */
  @SuppressWarnings({"unchecked", "NullAway"})
  static Map<String, Object> of(KubeObject object) {
    return (Map<String, Object>) (Map<String, ?>) object.tree();
  }
}
