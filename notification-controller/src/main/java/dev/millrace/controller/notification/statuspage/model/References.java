package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.object.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an object of the suite says it needs. */
final class References {
  private References() {}

  /** What it is made from: the object that comes before it in the tree. */
  static Optional<ItemKey> source(ItemKey of, Map<String, @Nullable Object> object) {
    return Stream.of(
            chart(of, object),
            reference(of, Tree.get(object, "spec", "chartRef"), ""),
            reference(of, Tree.get(object, "spec", "sourceRef"), ""),
            reference(of, Tree.get(object, "spec", "imageRepositoryRef"), "ImageRepository"),
            reference(of, Tree.get(object, "spec", "providerRef"), "Provider"),
            reference(of, firstOf(Tree.list(object, "spec", "sources")), ""),
            reference(of, Tree.get(object, "spec", "chart", "spec", "sourceRef"), ""))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What has to be ready before it. */
  static List<ItemKey> dependencies(ItemKey of, Map<String, @Nullable Object> object) {
    return Tree.list(object, "spec", "dependsOn").stream()
        .flatMap(each -> reference(of, each, of.kind()).stream())
        .toList();
  }

  /** The HelmChart that helm-controller made for a release: {@code namespace/name}. */
  private static Optional<ItemKey> chart(ItemKey of, Map<String, @Nullable Object> object) {
    String chart = Words.of(object, "status", "helmChart");
    int slash = chart.indexOf('/');
    return slash < 0 || !of.kind().equals("HelmRelease")
        ? Optional.empty()
        : Optional.of(
            new ItemKey("HelmChart", chart.substring(0, slash), chart.substring(slash + 1)));
  }

  private static Optional<ItemKey> reference(
      ItemKey from, @Nullable Object reference, String usualKind) {
    String kind = Words.of(reference, "kind");
    String namespace = Words.of(reference, "namespace");
    String name = Words.of(reference, "name");
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ItemKey(
                kind.isEmpty() ? usualKind : kind,
                namespace.isEmpty() ? from.namespace() : namespace,
                name));
  }

  private static @Nullable Object firstOf(List<@Nullable Object> list) {
    return list.isEmpty() ? null : list.getFirst();
  }
}
