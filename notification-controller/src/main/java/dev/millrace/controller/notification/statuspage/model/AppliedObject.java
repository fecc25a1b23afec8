package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object in the inventory of a Kustomization or HelmRelease.
 *
 * @param group empty for the core group
 */
public record AppliedObject(
    String group, String version, String kind, String namespace, String name) {

  /** Those of an object's inventory; entries that make no sense are left out. */
  public static List<AppliedObject> inventoryOf(@Nullable Object object) {
    return Tree.list(object, "status", "inventory", "entries").stream()
        .flatMap(each -> parse(Tree.string(each, "id"), Tree.string(each, "v")))
        .toList();
  }

  private static Stream<AppliedObject> parse(String id, String version) {
    try {
      ObjectRef ref = InventoryEntry.parse(id, version).ref();
      return Stream.of(
          new AppliedObject(
              Words.shortened(ref.group()),
              Words.shortened(version),
              Words.shortened(ref.kind()),
              Words.shortened(ref.namespace()),
              Words.shortened(ref.name())));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }

  /** The object as one that the page itself reads, if it is one. */
  public Optional<ItemKey> item() {
    return StatusKind.named(kind)
        .filter(known -> known.apiVersion().startsWith(group + "/"))
        .map(known -> new ItemKey(kind, namespace, name));
  }

  /** Where the page about it is, if there is one; else empty. */
  public String path() {
    return item().map(ItemKey::path).orElse("");
  }

  /** Whether it is a Secret of Kubernetes, which the page never reads. */
  public boolean isSecret() {
    return group.isEmpty() && kind.equals("Secret");
  }

  /** Group and version, as {@code apiVersion} writes them. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** {@code namespace/name}, or the name alone. */
  public String place() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
