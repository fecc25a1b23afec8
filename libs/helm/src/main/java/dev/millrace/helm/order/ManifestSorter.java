package dev.millrace.helm.order;

import dev.millrace.helm.hook.Hook;
import dev.millrace.yaml.GoStrings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns rendered templates into ordered manifests and hooks (HELM.md "Rendering"): templates by
 * path, their documents in order, then both lists by kind. An object with an unknown hook name is
 * dropped.
 */
public final class ManifestSorter {
  private final Comparator<String> byKind;
  private final List<Manifest> manifests = new ArrayList<>();
  private final List<Hook> hooks = new ArrayList<>();

  private ManifestSorter(KindOrder order) {
    this.byKind = order.comparator();
  }

  /** Manifests that belong to the release and hooks that run around its actions. */
  public record Sorted(List<Manifest> manifests, List<Hook> hooks) {
    /** Defensive copies. */
    public Sorted {
      manifests = List.copyOf(manifests);
      hooks = List.copyOf(hooks);
    }
  }

  /**
   * Splits and sorts.
   *
   * @param rendered text by template path
   * @throws ManifestException if a document is no YAML or no object
   */
  public static Sorted sort(Map<String, String> rendered, KindOrder order)
      throws ManifestException {
    var sorter = new ManifestSorter(order);
    var byPath = new TreeMap<String, String>(GoStrings.BYTE_ORDER);
    byPath.putAll(rendered);
    for (var template : byPath.entrySet()) {
      if (!isPartial(template.getKey()) && !template.getValue().isBlank()) {
        sorter.addTemplate(template.getKey(), template.getValue());
      }
    }
    return sorter.sorted();
  }

  /** Sorts documents that are split already and in the order in which their objects came. */
  public static Sorted sort(List<Manifest> documents, KindOrder order) {
    var sorter = new ManifestSorter(order);
    documents.stream()
        .sorted(Comparator.comparing(Manifest::path, GoStrings.BYTE_ORDER))
        .forEach(sorter::add);
    return sorter.sorted();
  }

  private Sorted sorted() {
    manifests.sort(Comparator.comparing(manifest -> manifest.head().kind(), byKind));
    hooks.sort(Comparator.comparing(Hook::kind, byKind));
    return new Sorted(manifests, hooks);
  }

  private void addTemplate(String path, String text) throws ManifestException {
    for (String document : ManifestSplitter.split(text)) {
      add(Manifest.parsed(path, document));
    }
  }

  private void add(Manifest manifest) {
    if (HookParser.isHook(manifest.head())) {
      HookParser.parse(manifest).ifPresent(hooks::add);
    } else {
      manifests.add(manifest);
    }
  }

  private static boolean isPartial(String path) {
    return path.startsWith("_", path.lastIndexOf('/') + 1);
  }
}
