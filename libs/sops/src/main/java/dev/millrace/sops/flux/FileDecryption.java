package dev.millrace.sops.flux;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import dev.millrace.sops.Decryption;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.format.FileFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decrypts what a kustomization reads as plain files, before it is built (FLUX.md 3.5): files and
 * env files of its secret generators, and patch files; the same in the folders that it names as
 * resources and components. The clear text stays in memory: the result is the same tree with those
 * files replaced.
 */
public final class FileDecryption {
  private static final int MAX_FOLDERS = 10_000;

  private final Decryption decryption;

  /** Creates the step; Flux uses a decryption that does not check authentication codes. */
  public FileDecryption(Decryption decryption) {
    this.decryption = decryption;
  }

  /**
   * The tree as the build should see it.
   *
   * @param folder of the kustomization that is built
   * @throws UnsafePath if a kustomization names a path outside of the tree
   * @throws SopsException naming the file
   */
  public FileTree decrypt(FileTree tree, String folder) throws IOException {
    Walk walk = new Walk(tree);
    walk.visit(TreePaths.resolve("", folder));
    return walk.plain.isEmpty() ? tree : new PlainFileTree(tree, walk.plain, decryption.maxBytes());
  }

  /** One pass over the kustomizations that belong together. */
  private final class Walk {
    private final FileTree tree;
    private final Set<String> visited = new HashSet<>();
    private final Map<String, byte[]> plain = new HashMap<>();

    Walk(FileTree tree) {
      this.tree = tree;
    }

    void visit(String folder) throws IOException {
      if (!visited.add(tree.realPath(folder))) {
        return;
      }
      if (visited.size() > MAX_FOLDERS) {
        throw new LimitExceeded("the kustomization", MAX_FOLDERS, "folders");
      }
      var kustomization = KustomizationFiles.read(tree, folder);
      if (kustomization.isEmpty()) {
        return;
      }
      KustomizationFiles files = kustomization.get();
      for (String env : files.envFiles()) {
        FileFormat format = Markers.formatFor(env);
        file(folder, env, format == FileFormat.BINARY ? FileFormat.DOTENV : format);
      }
      for (KustomizationFiles.NamedFile file : files.files()) {
        file(folder, file.path(), Markers.formatFor(file.name()));
      }
      for (String other : files.folders()) {
        Optional<String> inside = directory(folder, other);
        if (inside.isPresent()) {
          visit(inside.get());
        }
      }
    }

    /** A directory of the tree; nothing for files, URLs and what lies outside. */
    private Optional<String> directory(String folder, String reference) throws IOException {
      if (KustomizationFiles.isRemote(reference)) {
        return Optional.empty();
      }
      try {
        String path = TreePaths.resolve(folder, reference);
        return tree.isDirectory(path) ? Optional.of(path) : Optional.empty();
      } catch (UnsafePath e) {
        return Optional.empty(); // the build refuses it
      }
    }

    private void file(String folder, String reference, FileFormat format) throws IOException {
      String path = tree.realPath(TreePaths.resolve(folder, reference));
      if (plain.containsKey(path) || !tree.isFile(path)) {
        return; // the build reports what is missing
      }
      byte[] content = content(path);
      if (Markers.isEncrypted(content, format)) {
        try {
          plain.put(path, decryption.decrypt(content, format));
        } catch (SopsException e) {
          throw e.in(path);
        }
      }
    }

    private byte[] content(String path) throws IOException {
      try {
        return tree.read(path, decryption.maxBytes());
      } catch (LimitExceeded e) {
        throw new SopsException(
            SopsException.Kind.LIMIT,
            path + ": the file is larger than the limit of " + e.limit() + " bytes");
      }
    }
  }
}
