package dev.millrace.sops.format;

import dev.millrace.sops.tree.Value;
import java.util.List;

/** A format of files that SOPS reads and writes. */
public enum FileFormat {
  /** YAML, several documents included. */
  YAML(new YamlFile()),
  /** JSON with a map at the top. */
  JSON(new JsonFile()),
  /** Lines of {@code KEY=value}. */
  DOTENV(new DotenvFile()),
  /** Sections of {@code key = value}. */
  INI(new IniFile()),
  /** Any bytes; encrypted they are JSON with one field {@code data}. */
  BINARY(new BinaryFile());

  private final Codec codec;

  FileFormat(Codec codec) {
    this.codec = codec;
  }

  /** How one format is read and written. */
  sealed interface Codec permits YamlFile, JsonFile, DotenvFile, IniFile, BinaryFile {
    /** Reads an encrypted file. */
    EncryptedFile read(byte[] content);

    /** Writes decrypted documents. */
    byte[] write(List<Value.Branch> documents);
  }

  /**
   * The format that the ending of a file name, in lower case, stands for; binary if it is none of
   * the others.
   */
  public static FileFormat ofName(String name) {
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return YAML;
    }
    if (name.endsWith(".json")) {
      return JSON;
    }
    if (name.endsWith(".env")) {
      return DOTENV;
    }
    return name.endsWith(".ini") ? INI : BINARY;
  }

  /**
   * Reads an encrypted file.
   *
   * @throws dev.millrace.sops.SopsException of kind FORMAT or METADATA
   */
  public EncryptedFile read(byte[] content) {
    return codec.read(content);
  }

  /**
   * Writes decrypted documents as the original's {@code decrypt} prints them.
   *
   * @throws dev.millrace.sops.SopsException of kind FORMAT if this format can't hold the content
   */
  public byte[] write(List<Value.Branch> documents) {
    return codec.write(documents);
  }
}
