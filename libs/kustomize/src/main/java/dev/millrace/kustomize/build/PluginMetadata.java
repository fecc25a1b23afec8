package dev.millrace.kustomize.build;

import dev.millrace.kustomize.kustomization.StructReader;

/** What some builtin plugins read of their own metadata: it says what they are to make. */
record PluginMetadata(String name, String namespace) {
  static PluginMetadata of(StructReader plugin) {
    return plugin.structOrEmpty(
        "metadata",
        metadata -> new PluginMetadata(metadata.text("name"), metadata.text("namespace")));
  }
}
