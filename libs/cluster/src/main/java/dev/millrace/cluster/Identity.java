package dev.millrace.cluster;

import java.util.List;

/** As whom requests are made. */
public sealed interface Identity {

  /** As the credentials of the connection say. */
  record Own() implements Identity {}

  /**
   * As somebody else, whom the credentials of the connection may impersonate.
   *
   * @param user never blank: a request without the header would be made with the rights of the
   *     controller (SECURITY-CASES 8)
   * @param groups none for a service account, whose groups the API server knows
   */
  record Impersonated(String user, List<String> groups) implements Identity {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the user or a group is blank or has a line break
     */
    public Impersonated {
      groups = List.copyOf(groups);
      checkHeader("user", user);
      groups.forEach(group -> checkHeader("group", group));
    }

    private static void checkHeader(String what, String value) {
      if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "The " + what + " to impersonate must be a name; without one no request is made.");
      }
    }
  }

  /** As the credentials of the connection say. */
  static Identity own() {
    return new Own();
  }

  /**
   * As a service account.
   *
   * @throws IllegalArgumentException if the namespace or the name is blank
   */
  static Identity serviceAccount(String namespace, String name) {
    if (namespace.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException(
          "A service account to impersonate needs a namespace and a name; without them no request"
              + " is made.");
    }
    return new Impersonated("system:serviceaccount:" + namespace + ":" + name, List.of());
  }
}
