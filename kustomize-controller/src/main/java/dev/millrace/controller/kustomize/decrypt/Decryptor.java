package dev.millrace.controller.kustomize.decrypt;

import dev.millrace.safety.FileTree;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.flux.FileDecryption;
import dev.millrace.sops.flux.ObjectDecryption;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decrypts for one Kustomization; what is clear text stays in memory. Blocks on key services. */
public interface Decryptor {

  /** Leaves everything as it is. */
  Decryptor NONE =
      new Decryptor() {
        @Override
        public FileTree files(FileTree tree, String folder) {
          return tree;
        }

        @Override
        public Map<String, @Nullable Object> object(Map<String, @Nullable Object> object) {
          return object;
        }
      };

  /**
   * The tree with the files that a kustomization reads as plain files in clear text.
   *
   * @throws SopsException naming the file
   */
  FileTree files(FileTree tree, String folder) throws IOException;

  /**
   * An object in clear text; the very same map when nothing of it is encrypted.
   *
   * @throws SopsException naming the object
   */
  Map<String, @Nullable Object> object(Map<String, @Nullable Object> object);

  /** Decrypts files and objects by these rules. */
  static Decryptor of(FileDecryption files, ObjectDecryption objects) {
    return new Decryptor() {
      @Override
      public FileTree files(FileTree tree, String folder) throws IOException {
        return files.decrypt(tree, folder);
      }

      @Override
      public Map<String, @Nullable Object> object(Map<String, @Nullable Object> object) {
        return objects.decrypt(object);
      }
    };
  }
}
