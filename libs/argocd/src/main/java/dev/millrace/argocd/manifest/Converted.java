package dev.millrace.argocd.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one manifest.
 *
 * @param subject what it was, such as {@code Application argocd/web}
 * @param objects what it is now, plain trees
 * @param remarks what a person has to know
 */
public record Converted(
    String subject, List<Map<String, @Nullable Object>> objects, List<Remark> remarks) {

  /** Copies the lists. */
  public Converted {
    objects = List.copyOf(objects);
    remarks = List.copyOf(remarks);
  }

  /** Whether something has no counterpart. */
  public boolean hasLosses() {
    return remarks.stream().anyMatch(remark -> remark.kind() == Remark.Kind.LOST);
  }
}
