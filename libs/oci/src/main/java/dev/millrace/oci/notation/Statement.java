package dev.millrace.oci.notation;

import java.util.List;

/**
 * What a trust policy says about some repositories.
 *
 * @param scopes repositories, or {@code *} for all that no other statement names
 * @param stores {@code type:name} of where trusted certificates come from
 * @param identities who may sign: {@code x509.subject: …}, or {@code *} for everybody
 */
record Statement(
    String name, List<String> scopes, Level level, List<String> stores, List<String> identities) {
  static final String ALL = "*";

  Statement {
    scopes = List.copyOf(scopes);
    stores = List.copyOf(stores);
    identities = List.copyOf(identities);
  }

  boolean hasStore(String type) {
    return stores.stream().anyMatch(store -> store.startsWith(type + ":"));
  }
}
