package dev.millrace.sops.metadata;

import java.util.List;

/**
 * How a file was encrypted.
 *
 * @param groups key groups; each holds one part of the data key, wrapped for each of its keys
 * @param shamirThreshold how many groups are needed, 0 if the file does not say
 * @param selection which values are encrypted
 * @param macOnlyEncrypted whether values in clear text are left out of the authentication
 * @param mac the encrypted authentication code, empty if there is none
 * @param lastModified when the file was written: RFC 3339 in seconds, as the code was made with
 * @param version of the program that wrote the file; anything, not checked here
 */
public record Metadata(
    List<List<MasterKey>> groups,
    int shamirThreshold,
    Selection selection,
    boolean macOnlyEncrypted,
    String mac,
    String lastModified,
    String version) {
  public Metadata {
    groups = groups.stream().map(List::copyOf).toList();
  }
}
