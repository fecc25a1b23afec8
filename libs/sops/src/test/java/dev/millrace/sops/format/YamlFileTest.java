package dev.millrace.sops.format;

import static dev.millrace.sops.EncryptedFiles.typed;
import static dev.millrace.sops.EncryptedFiles.value;
import static dev.millrace.sops.EncryptedFiles.yamlMetadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.sops.Decryption;
import dev.millrace.sops.EncryptedFiles;
import dev.millrace.sops.SopsException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class YamlFileTest {
  private static final String NOTE = "note_unencrypted: ";

  @Test
  void keepsCommentsAboveBesideAndBelow() {
    String content =
        """
        # above
        a_unencrypted: 1 # beside
        b_unencrypted:
            # inside
            - x # at x
            # end of list
        # last
        """;
    assertThat(plain(content + yamlMetadata("1", "x"))).isEqualTo(content);
  }

  @Test
  void decryptsCommentsAndPutsThemAboveTheValue() {
    String file =
        "a: " + value("x", "a") + " #" + typed("comment", " hidden", "") + "\n" + yamlMetadata("x");
    assertThat(plain(file)).isEqualTo("# hidden\na: x\n");
  }

  @Test
  void aHashInsideAScalarIsNoComment() {
    String content = NOTE + "'a # b'\nblock_unencrypted: |\n    # text\n    more\n";
    assertThat(plain(content + yamlMetadata("a # b", "# text\nmore\n"))).isEqualTo(content);
  }

  @Test
  void readsAllDocuments() {
    String metadata = yamlMetadata("1", "2");
    String file = "a_unencrypted: 1\n" + metadata + "---\n# second\nb_unencrypted: 2\n" + metadata;
    assertThat(plain(file)).isEqualTo("a_unencrypted: 1\n---\n# second\nb_unencrypted: 2\n");
  }

  @Test
  void refusesAliasesThatGrowWithoutBound() {
    StringBuilder file = new StringBuilder("a0_unencrypted: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      file.append("a").append(i).append("_unencrypted: &a").append(i).append(" [");
      file.append(("*a" + (i - 1) + ", ").repeat(8)).append("*a").append(i - 1).append("]\n");
    }
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> plain(file + yamlMetadata("x")))
        .matches(e -> e.kind() == SopsException.Kind.LIMIT);
  }

  @Test
  void refusesADocumentThatIsAList() {
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> plain("- a\n"))
        .matches(e -> e.kind() == SopsException.Kind.FORMAT);
  }

  private static String plain(String file) {
    Decryption decryption = Decryption.with(EncryptedFiles.keys());
    byte[] plain = decryption.decrypt(file.getBytes(StandardCharsets.UTF_8), FileFormat.YAML);
    return new String(plain, StandardCharsets.UTF_8);
  }
}
