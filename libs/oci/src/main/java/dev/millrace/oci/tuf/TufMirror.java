package dev.millrace.oci.tuf;

import java.io.IOException;
import java.util.Optional;

/** Where the files of a repository come from. Nothing that comes from there is trusted. */
@FunctionalInterface
public interface TufMirror {
  /**
   * Reads a file.
   *
   * @param path below the repository's address
   * @param limit in bytes
   * @return empty when there is no such file
   */
  Optional<byte[]> read(String path, int limit) throws IOException;
}
