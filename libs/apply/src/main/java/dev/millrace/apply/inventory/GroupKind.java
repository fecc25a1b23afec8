package dev.millrace.apply.inventory;

import dev.millrace.apply.object.ObjectRef;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of object in an API group.
 *
 * @param group the group; empty for the core group
 * @param kind the kind
 */
public record GroupKind(String group, String kind) {

  /** The kind of an object. */
  public static GroupKind of(ObjectRef ref) {
    return new GroupKind(ref.group(), ref.kind());
  }

  /**
   * Reads a list such as {@code ServiceAccount,example.com/Widget}, the form of the flag {@code
   * --custom-apply-stage-kinds} (FLUX.md 1.9).
   */
  public static Set<GroupKind> parseSet(String list) {
    if (list.isBlank()) {
      return Set.of();
    }
    return Arrays.stream(list.split(",", -1))
        .map(item -> parse(item.strip()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static GroupKind parse(String item) {
    int slash = item.indexOf('/');
    return slash < 0
        ? new GroupKind("", item)
        : new GroupKind(item.substring(0, slash), item.substring(slash + 1));
  }
}
