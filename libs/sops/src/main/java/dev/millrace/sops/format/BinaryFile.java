package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import java.util.List;

/** Any bytes, encrypted as the field {@code data} of a JSON file. */
final class BinaryFile implements FileFormat.Codec {
  private static final String DATA = "data";

  private final JsonFile envelope = new JsonFile();

  @Override
  public EncryptedFile read(byte[] content) {
    return envelope.read(content);
  }

  @Override
  public byte[] write(List<Value.Branch> documents) {
    if (!documents.isEmpty() && documents.getFirst().get(DATA).orElse(null) instanceof Text text) {
      return text.bytes();
    }
    throw new SopsException(
        SopsException.Kind.FORMAT,
        "the file has no text field 'data', so it was not encrypted as binary; give it the ending"
            + " of its format (.yaml, .json, .env, .ini)");
  }
}
