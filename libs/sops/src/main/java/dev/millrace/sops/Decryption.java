package dev.millrace.sops;

import dev.millrace.sops.cipher.TreeDecryption;
import dev.millrace.sops.format.EncryptedFile;
import dev.millrace.sops.format.FileFormat;
import dev.millrace.sops.key.DataKeys;
import dev.millrace.sops.metadata.Metadata;
import dev.millrace.sops.metadata.Version;
import dev.millrace.sops.tree.Value;
import java.util.List;

/**
 * Decrypts SOPS files, in memory only. Immutable; may be used by many threads.
 *
 * <p>The default checks the authentication code; {@link #withoutMacCheck} does not, which is what
 * Flux does (FLUX.md 3.5).
 */
public final class Decryption {
  /** The largest file that is decrypted unless another bound is set: 5 MiB, as in Flux. */
  public static final int DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

  private final DataKeys keys;
  private final boolean checkMac;
  private final boolean checkVersion;
  private final int maxBytes;

  private Decryption(DataKeys keys, boolean checkMac, boolean checkVersion, int maxBytes) {
    this.keys = keys;
    this.checkMac = checkMac;
    this.checkVersion = checkVersion;
    this.maxBytes = maxBytes;
  }

  /** A decryption with these keys. */
  public static Decryption with(DataKeys keys) {
    return new Decryption(keys, true, false, DEFAULT_MAX_BYTES);
  }

  /** The same, taking content whose authentication code is wrong, missing or unreadable. */
  public Decryption withoutMacCheck() {
    return new Decryption(keys, false, checkVersion, maxBytes);
  }

  /** The same, refusing files whose version is not three numbers, as the command does. */
  public Decryption withVersionCheck() {
    return new Decryption(keys, checkMac, true, maxBytes);
  }

  /** The same with another bound for the size of files. */
  public Decryption maxBytes(int bytes) {
    return new Decryption(keys, checkMac, checkVersion, bytes);
  }

  /** The bound for the size of files. */
  public int maxBytes() {
    return maxBytes;
  }

  /**
   * Decrypts a file.
   *
   * @throws SopsException if it is not encrypted, can't be decrypted, or was changed
   */
  public byte[] decrypt(byte[] content, FileFormat format) {
    return decrypt(content, format, format);
  }

  /**
   * Decrypts a file of one format and writes it in another.
   *
   * @throws SopsException if it is not encrypted, can't be decrypted, was changed, or does not fit
   *     in the other format
   */
  public byte[] decrypt(byte[] content, FileFormat from, FileFormat to) {
    return to.write(content(content, from));
  }

  /** The documents of a file in clear text, comments included. */
  public List<Value.Branch> content(byte[] content, FileFormat format) {
    if (content.length > maxBytes) {
      throw new SopsException(
          SopsException.Kind.LIMIT, "the file is larger than the limit of " + maxBytes + " bytes");
    }
    EncryptedFile file = format.read(content);
    Metadata metadata = file.metadata();
    if (checkVersion) {
      Version.check(metadata.version());
    }
    TreeDecryption decryption = new TreeDecryption(metadata, keys.of(metadata));
    List<Value.Branch> plain = decryption.decrypt(file.documents());
    if (checkMac) {
      decryption.checkMac();
    }
    return plain;
  }
}
