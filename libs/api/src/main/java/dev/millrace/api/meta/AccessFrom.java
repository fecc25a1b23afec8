package dev.millrace.api.meta;

import java.util.List;

/**
 * Says from which namespaces an object may be referred to.
 *
 * @param namespaceSelectors one match is enough
 */
@ApiType
public record AccessFrom(List<NamespaceSelector> namespaceSelectors) {

  public AccessFrom {
    namespaceSelectors = Copies.ofList(namespaceSelectors);
  }
}
