package dev.millrace.sops.flux;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.LimitExceeded;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A tree some of whose files have other content, held in memory. */
final class PlainFileTree implements FileTree {
  private final FileTree encrypted;
  private final Map<String, byte[]> plain;
  private final long maxEncryptedBytes;

  /**
   * Creates the tree.
   *
   * @param plain the other content, by real path
   * @param maxEncryptedBytes no replaced file is larger
   */
  PlainFileTree(FileTree encrypted, Map<String, byte[]> plain, long maxEncryptedBytes) {
    this.encrypted = encrypted;
    this.plain = Map.copyOf(plain);
    this.maxEncryptedBytes = maxEncryptedBytes;
  }

  @Override
  public Kind kind(String path) throws IOException {
    return encrypted.kind(path);
  }

  @Override
  public String realPath(String path) throws IOException {
    return encrypted.realPath(path);
  }

  /** Reads through the encrypted tree too, so that a tree that records its reads sees this one. */
  @Override
  public byte[] read(String path, long maxBytes) throws IOException {
    byte[] content = plain.get(encrypted.realPath(path));
    if (content == null) {
      return encrypted.read(path, maxBytes);
    }
    encrypted.read(path, maxEncryptedBytes);
    if (content.length > maxBytes) {
      throw new LimitExceeded("file " + path, maxBytes, "bytes");
    }
    return content.clone();
  }

  @Override
  public List<String> list(String directory, int maxEntries) throws IOException {
    return encrypted.list(directory, maxEntries);
  }
}
