package dev.millrace.kustomize.resource;

/**
 * Group, version and kind; empty text means "any" in a selector and "core" or "none" in an object.
 */
public record Gvk(String group, String version, String kind) {
  /** Selects everything. */
  public static final Gvk ANY = new Gvk("", "", "");

  /** Splits an apiVersion at its first slash. */
  public static Gvk of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new Gvk("", apiVersion, kind)
        : new Gvk(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /** The apiVersion of an object of this kind. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Whether every part that the selector names is equal. */
  public boolean isSelectedBy(Gvk selector) {
    return (selector.group.isEmpty() || selector.group.equals(group))
        && (selector.version.isEmpty() || selector.version.equals(version))
        && (selector.kind.isEmpty() || selector.kind.equals(kind));
  }

  /** {@code Deployment.v1.apps}, with marks for empty parts. */
  @Override
  public String toString() {
    return orElse(kind, "[noKind]")
        + "."
        + orElse(version, "[noVer]")
        + "."
        + orElse(group, "[noGrp]");
  }

  static String orElse(String text, String fallback) {
    return text.isEmpty() ? fallback : text;
  }
}
