package dev.millrace.apply.object;

/**
 * The two halves of an {@code apiVersion}.
 *
 * @param group the API group; empty for the core group
 * @param version the version, such as {@code v1}
 */
public record ApiVersion(String group, String version) {

  /**
   * Splits {@code group/version} or {@code version}.
   *
   * @throws IllegalArgumentException if there is more than one slash
   */
  public static ApiVersion parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new ApiVersion("", text);
    }
    if (text.indexOf('/', slash + 1) >= 0) {
      throw new IllegalArgumentException(
          "The apiVersion '" + text + "' has more than one slash; it must be GROUP/VERSION.");
    }
    return new ApiVersion(text.substring(0, slash), text.substring(slash + 1));
  }

  /** The form that objects carry: {@code v1} or {@code apps/v1}. */
  @Override
  public String toString() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
