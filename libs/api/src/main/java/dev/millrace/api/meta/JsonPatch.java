package dev.millrace.api.meta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch in the form of the API versions before v1 and v2.
 *
 * @param patch operations as plain trees
 */
@ApiType
public record JsonPatch(List<Object> patch, @Nullable TargetSelector target) {

  public JsonPatch {
    patch = Copies.ofTrees(patch);
  }
}
