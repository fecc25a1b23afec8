package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.metadata.MetadataReader;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Dotenv files: the value is everything behind the first {@code =}, blanks, quotes and a carriage
 * return included; {@code \n} stands for a line break. Metadata are the keys that start with {@code
 * sops_}.
 */
final class DotenvFile implements FileFormat.Codec {
  private static final String PREFIX = "sops_";

  @Override
  public EncryptedFile read(byte[] content) {
    List<Value.Entry> entries = new ArrayList<>();
    FlatMetadata metadata = new FlatMetadata();
    int number = 0;
    for (String line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      if (line.startsWith("#")) {
        entries.add(new Value.Comment(line.substring(1), false));
      } else if (!line.isEmpty()) {
        int equals = line.indexOf('=');
        if (equals < 0) {
          throw new SopsException(
              SopsException.Kind.FORMAT, "line " + number + " is not of the form KEY=value");
        }
        add(line.substring(0, equals), line.substring(equals + 1), entries, metadata);
      }
    }
    if (metadata.isEmpty()) {
      throw MetadataReader.missing();
    }
    return new EncryptedFile(metadata.read(), List.of(new Value.Branch(entries)));
  }

  private static void add(
      String key, String written, List<Value.Entry> entries, FlatMetadata metadata) {
    String value = written.replace("\\n", "\n");
    if (key.startsWith(PREFIX)) {
      metadata.put(key.substring(PREFIX.length()), value);
    } else {
      entries.add(new Value.Field(key, Text.of(value)));
    }
  }

  @Override
  public byte[] write(List<Value.Branch> documents) {
    StringBuilder text = new StringBuilder();
    if (!documents.isEmpty()) {
      for (Value.Entry entry : documents.getFirst().entries()) {
        switch (entry) {
          case Value.Comment comment -> text.append('#').append(oneLine(comment.text()));
          case Value.Field(String key, Value value) ->
              text.append(key).append('=').append(oneLine(ScalarText.of(value, key, "dotenv")));
        }
        text.append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String oneLine(String text) {
    return text.replace("\n", "\\n");
  }
}
