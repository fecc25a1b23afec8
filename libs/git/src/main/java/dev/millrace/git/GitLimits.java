package dev.millrace.git;

/**
 * What a remote may send.
 *
 * @param advertisementBytes of the list of references
 * @param packBytes of one fetch
 * @param objectBytes of one object when unpacked
 * @param objects in one fetch
 * @param treeEntries files and folders of a commit
 * @param treeDepth of folders
 * @param submodules of a commit, those of submodules included
 */
public record GitLimits(
    long advertisementBytes,
    long packBytes,
    long objectBytes,
    int objects,
    int treeEntries,
    int treeDepth,
    int submodules) {

  /**
   * 32 MiB of references, 2 GiB of pack, 256 MiB for an object, 5 million objects, 100 submodules.
   */
  public static GitLimits defaults() {
    return new GitLimits(32L << 20, 2L << 30, 256L << 20, 5_000_000, 500_000, 100, 100);
  }
}
