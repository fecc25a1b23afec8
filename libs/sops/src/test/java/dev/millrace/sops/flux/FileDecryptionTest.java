package dev.millrace.sops.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.UnsafePath;
import dev.millrace.sops.Decryption;
import dev.millrace.sops.EncryptedFiles;
import dev.millrace.sops.SopsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileDecryptionTest {
  private static final String ENV =
      """
      USER=%s
      sops_age__list_0__map_enc=wrapped
      sops_age__list_0__map_recipient=age1test
      sops_lastmodified=%s
      sops_mac=%s
      """
          .formatted(
              EncryptedFiles.value("admin", "USER"),
              EncryptedFiles.TIME,
              EncryptedFiles.mac("admin"));

  private final FileDecryption decryption =
      new FileDecryption(Decryption.with(EncryptedFiles.keys()).withoutMacCheck());
  private final Map<String, byte[]> files = new HashMap<>();

  @Test
  void decryptsWhatGeneratorsAndPatchesReadInAllFoldersOfTheBuild() throws IOException {
    add(
        "app/kustomization.yaml",
        "resources: [../base, deploy.yaml]\npatches: [{path: patch.yaml}]");
    add(
        "app/patch.yaml",
        "a: " + EncryptedFiles.value("x", "a") + "\n" + EncryptedFiles.yamlMetadata("x"));
    add(
        "base/kustomization.yaml",
        "secretGenerator: [{name: s, envs: [login], files: [raw=data.bin]}]");
    add("base/login", ENV);
    add(
        "base/data.bin",
        EncryptedFiles.json(Map.of("data", "bytes")).replace("\"mac\":\"", "\"mac\": \""));
    FileTree plain = decryption.decrypt(tree(), "app");
    assertThat(read(plain, "app/patch.yaml")).isEqualTo("a: x\n");
    assertThat(read(plain, "base/login")).isEqualTo("USER=admin\n");
    assertThat(read(plain, "base/data.bin")).isEqualTo("bytes");
  }

  @Test
  void theKeyOfTheSecretTellsTheFormatNotThePath() throws IOException {
    add("kustomization.yaml", "secretGenerator: [{name: s, files: [login.env=login.yaml]}]");
    add("login.yaml", ENV);
    assertThat(read(decryption.decrypt(tree(), ""), "login.yaml")).isEqualTo("USER=admin\n");
  }

  @Test
  void handsOutTheSameTreeWhenNothingIsEncrypted() throws IOException {
    add("kustomization.yaml", "secretGenerator: [{name: s, envs: [plain.env]}]");
    add("plain.env", "USER=admin\n");
    FileTree tree = tree();
    assertThat(decryption.decrypt(tree, "")).isSameAs(tree);
  }

  @Test
  void endsWhenFoldersNameEachOther() throws IOException {
    add("a/kustomization.yaml", "resources: [../b]");
    add("b/kustomization.yaml", "components: [../a]");
    FileTree tree = tree();
    assertThat(decryption.decrypt(tree, "a")).isSameAs(tree);
  }

  @Test
  void refusesFilesOutsideOfTheTree() throws IOException {
    add("kustomization.yaml", "secretGenerator: [{name: s, envs: [../../etc/passwd]}]");
    FileTree tree = tree();
    assertThatExceptionOfType(UnsafePath.class).isThrownBy(() -> decryption.decrypt(tree, ""));
  }

  @Test
  void anErrorNamesTheFile() throws IOException {
    add("kustomization.yaml", "secretGenerator: [{name: s, envs: [login]}]");
    add("login", ENV.replace("type:str", "type:bool"));
    FileTree tree = tree();
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> decryption.decrypt(tree, ""))
        .withMessageStartingWith("login: ");
  }

  private void add(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private FileTree tree() throws IOException {
    return FileTree.inMemory(files);
  }

  private static String read(FileTree tree, String path) throws IOException {
    return new String(tree.read(path, 10_000), StandardCharsets.UTF_8);
  }
}
