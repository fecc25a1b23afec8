package dev.millrace.api.meta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields of live objects that are left to others.
 *
 * @param paths JSON pointers
 * @param target null for all objects
 */
@ApiType
public record IgnoreRule(List<String> paths, @Nullable TargetSelector target) {

  public IgnoreRule {
    paths = Copies.ofList(paths);
  }
}
