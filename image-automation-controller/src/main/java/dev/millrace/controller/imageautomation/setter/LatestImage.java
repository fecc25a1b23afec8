package dev.millrace.controller.imageautomation.setter;

/**
 * What an ImagePolicy selected.
 *
 * @param namespace of the policy
 * @param policy its name
 * @param image without tag
 * @param digest empty when the policy does not reflect digests
 */
public record LatestImage(
    String namespace, String policy, String image, String tag, String digest) {

  /** The image with its tag and, if there is one, its digest. */
  public String reference() {
    return image + ":" + tag + (digest.isEmpty() ? "" : "@" + digest);
  }
}
