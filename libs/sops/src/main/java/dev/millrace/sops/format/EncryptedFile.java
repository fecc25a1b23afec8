package dev.millrace.sops.format;

import dev.millrace.sops.metadata.Metadata;
import dev.millrace.sops.tree.Value;
import java.util.List;

/**
 * A file that was read but not decrypted.
 *
 * @param documents its content without the metadata; only YAML has more than one
 */
public record EncryptedFile(Metadata metadata, List<Value.Branch> documents) {
  public EncryptedFile {
    documents = List.copyOf(documents);
  }
}
