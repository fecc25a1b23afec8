package dev.millrace.controller.imageautomation.setter;

import java.util.regex.Pattern;

/** What the registry library of the original accepts as image reference (weak validation). */
final class ImageReferenceRules {
  private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9_./-]{2,255}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]*)?");

  private ImageReferenceRules() {}

  static void check(LatestImage image) {
    if (!TAG.matcher(image.tag()).matches()) {
      throw new InvalidImageException(
          image, "a tag has 1 to 128 letters, digits, underscores, dots and hyphens");
    }
    if (!image.digest().isEmpty() && !DIGEST.matcher(image.digest()).matches()) {
      throw new InvalidImageException(image, "a digest is sha256: and 64 hexadecimal digits");
    }
    checkName(image);
  }

  private static void checkName(LatestImage image) {
    String name = image.image();
    int slash = name.indexOf('/');
    String host = slash < 0 ? "" : name.substring(0, slash);
    boolean hasHost = host.contains(".") || host.contains(":") || host.equals("localhost");
    if (hasHost && !HOST.matcher(host).matches()) {
      throw new InvalidImageException(image, "the registry is no host name");
    }
    String repository = hasHost ? name.substring(slash + 1) : name;
    if (!REPOSITORY.matcher(repository).matches()) {
      throw new InvalidImageException(
          image, "a repository has 2 to 255 lower-case letters, digits and ./_-");
    }
  }
}
