package dev.millrace.sops.format;

import dev.millrace.sops.metadata.MetadataReader;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * INI files. Each section is a map; the comment of a section comes first in it, the comment of a
 * key comes behind the key. Metadata are in the section {@code sops}.
 */
final class IniFile implements FileFormat.Codec {
  private static final String METADATA = "sops";

  @Override
  public EncryptedFile read(byte[] content) {
    List<IniSection> sections = IniParser.parse(new String(content, StandardCharsets.UTF_8));
    FlatMetadata metadata = new FlatMetadata();
    List<Value.Entry> entries = new ArrayList<>();
    boolean found = false;
    for (IniSection section : sections) {
      if (section.name().equals(METADATA)) {
        found = true;
        section
            .keys()
            .forEach((key, value) -> metadata.put(key, value.text().replace("\\n", "\n")));
      } else {
        entries.add(new Value.Field(section.name(), branch(section)));
      }
    }
    if (!found) {
      throw MetadataReader.missing();
    }
    return new EncryptedFile(metadata.read(), List.of(new Value.Branch(entries)));
  }

  private static Value.Branch branch(IniSection section) {
    List<Value.Entry> entries = new ArrayList<>();
    addComment(section.comment(), entries);
    section
        .keys()
        .forEach(
            (key, value) -> {
              entries.add(new Value.Field(key, Text.of(value.text())));
              addComment(value.comment(), entries);
            });
    return new Value.Branch(entries);
  }

  private static void addComment(String comment, List<Value.Entry> entries) {
    if (!comment.isEmpty()) {
      entries.add(new Value.Comment(withoutMark(comment), false));
    }
  }

  /** Without the leading {@code ;} or {@code #}, repetitions and blanks. */
  private static String withoutMark(String comment) {
    char mark = comment.charAt(0);
    int start = 0;
    if (mark == ';' || mark == '#') {
      while (start < comment.length()
          && (comment.charAt(start) == mark || comment.charAt(start) == ' ')) {
        start++;
      }
    }
    return comment.substring(start);
  }

  @Override
  public byte[] write(List<Value.Branch> documents) {
    IniText text = new IniText();
    for (Value.Branch document : documents) {
      for (Value.Entry entry : document.entries()) {
        if (entry instanceof Value.Field field) {
          text.section(field.key(), field.value());
        }
      }
    }
    return text.finish().getBytes(StandardCharsets.UTF_8);
  }
}
