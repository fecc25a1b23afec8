package dev.millrace.sops.metadata;

import java.util.regex.Pattern;

/** The version check of the {@code sops} command; its library, and so Flux, has none. */
public final class Version {
  private static final Pattern FORM =
      Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

  private Version() {}

  /**
   * Refuses a version that has not three numbers; which numbers does not matter.
   *
   * @throws dev.millrace.sops.SopsException of kind METADATA
   */
  public static void check(String version) {
    if (!FORM.matcher(version).matches()) {
      throw MetadataReader.invalid(
          version.isEmpty()
              ? "'sops.version' is missing"
              : "'sops.version' is not a version like 3.13.3");
    }
  }
}
