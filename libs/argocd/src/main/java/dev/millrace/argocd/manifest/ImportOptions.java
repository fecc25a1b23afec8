package dev.millrace.argocd.manifest;

import dev.millrace.safety.FileTree;
import java.util.Map;

/**
 * What a conversion can't know from the manifests.
 *
 * @param namespace where objects go whose project is not among the manifests
 * @param defaultBranch what {@code HEAD} stands for
 * @param interval how often sources and objects are looked at, such as {@code 10m}
 * @param repositories checked-out repositories by address, for generators that read them and to
 *     tell charts from manifests
 */
public record ImportOptions(
    String namespace, String defaultBranch, String interval, Map<String, FileTree> repositories) {

  /** {@code flux-system}, {@code main}, ten minutes, no repositories. */
  public static final ImportOptions DEFAULT =
      new ImportOptions("flux-system", "main", "10m", Map.of());

  /** Copies the map. */
  public ImportOptions {
    repositories = Map.copyOf(repositories);
  }

  /** The same with checked-out repositories. */
  public ImportOptions withRepositories(Map<String, FileTree> checkouts) {
    return new ImportOptions(namespace, defaultBranch, interval, checkouts);
  }
}
