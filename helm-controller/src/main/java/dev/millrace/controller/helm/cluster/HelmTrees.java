package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.object.KubeObject;
import java.util.Map;

/** Objects between the forms of the two engines, which differ in what they say of null. */
final class Trees {
  private Trees() {}

  /** The tree of an object; not to be changed. */
  @SuppressWarnings({"unchecked", "NullAway"})
  static Map<String, Object> plain(KubeObject object) {
    return (Map<String, Object>) (Map<String, ?>) object.tree();
  }
}
