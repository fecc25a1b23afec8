package dev.millrace.api.meta;

import java.util.Map;

/** Selects namespaces by labels; no labels select every namespace. */
@ApiType
public record NamespaceSelector(@OmitWhenEmpty Map<String, String> matchLabels) {

  public NamespaceSelector {
    matchLabels = Copies.ofMap(matchLabels);
  }
}
