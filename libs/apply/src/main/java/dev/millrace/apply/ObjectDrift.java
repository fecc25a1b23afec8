package dev.millrace.apply;

import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.object.KubeObject;
import java.util.List;

/** How an object of the cluster relates to what was released. */
public sealed interface ObjectDrift {

  /** The object as it was released. */
  KubeObject object();

  /** Nothing differs. */
  record InSync(KubeObject object) implements ObjectDrift {}

  /** Nobody looked, because the object says so or a rule ignores the whole of it. */
  record Excluded(KubeObject object) implements ObjectDrift {}

  /** It does not exist. */
  record Missing(KubeObject object) implements ObjectDrift {}

  /**
   * It differs.
   *
   * @param object the object as it was released
   * @param fields which fields differ: before is the cluster, after is the release; secret values
   *     masked
   * @param patch what makes the cluster equal to the release; holds secret values
   */
  record Changed(KubeObject object, List<FieldChange> fields, List<PatchOperation> patch)
      implements ObjectDrift {

    /** Copies the lists. */
    public Changed {
      fields = List.copyOf(fields);
      patch = List.copyOf(patch);
    }
  }
}
