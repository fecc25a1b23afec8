package dev.millrace.kustomize.load;

import dev.millrace.kustomize.bounds.Budget;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files relative to the folder of one kustomization, and leads to the folders of others.
 *
 * <p>Every path is resolved inside the tree. Unless restrictions are off, a file must also lie in
 * or below the kustomization's own folder, links followed.
 */
public final class Loader {
  private final FileTree tree;
  private final Budget budget;
  private final boolean restricted;
  private final String root;
  private final @Nullable Loader referrer;
  private final int depth;

  private Loader(
      FileTree tree, Budget budget, boolean restricted, String root, @Nullable Loader referrer) {
    this.tree = tree;
    this.budget = budget;
    this.restricted = restricted;
    this.root = root;
    this.referrer = referrer;
    this.depth = referrer == null ? 0 : referrer.depth + 1;
  }

  /**
   * The loader of the kustomization that is built.
   *
   * @param path of its folder in the tree
   * @throws KustomizeException if there is no such folder
   */
  public static Loader atRoot(FileTree tree, String path, Budget budget, boolean restricted) {
    String root = directory(tree, "", path);
    return new Loader(tree, budget, restricted, root, null);
  }

  /** The folder, as a path in the tree; empty for the root of the tree. */
  public String root() {
    return root;
  }

  /** The path in the tree of a file that a kustomization names, for messages. */
  public String pathOf(String path) {
    try {
      return TreePaths.resolve(root, path);
    } catch (UnsafePath e) {
      return path;
    }
  }

  /** Whether a path leads to a file, allowed or not. */
  public boolean isFile(String path) {
    try {
      return tree.isFile(TreePaths.resolve(root, path));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a path leads to a file or folder. */
  public boolean exists(String path) {
    try {
      return tree.kind(TreePaths.resolve(root, path)) != FileTree.Kind.ABSENT;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The names in a folder below this one, sorted. Folders that are reached through links have none.
   *
   * @throws KustomizeException if the folder can't be read, or has too many entries
   */
  public List<String> list(String folder) {
    try {
      String lexical = TreePaths.resolve(root, folder);
      boolean isLink = !tree.realPath(lexical).equals(lexical);
      return isLink || !tree.isDirectory(lexical)
          ? List.of()
          : tree.list(lexical, budget.limits().files());
    } catch (IOException e) {
      throw new KustomizeException(e.getMessage(), e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws KustomizeException if it can't be read, or must not be
   */
  public byte[] load(String path) {
    if (RemoteReference.isRemote(path)) {
      throw remote(path);
    }
    try {
      byte[] content = tree.read(locate(path), budget.limits().fileBytes());
      budget.countFile(content.length);
      return content;
    } catch (NoSuchFileException e) {
      throw new KustomizeException("there is no file '" + path + "' in " + name(root), e);
    } catch (LimitExceeded | UnsafePath e) {
      throw new KustomizeException(e.getMessage(), e);
    } catch (IOException e) {
      throw new KustomizeException("can't read '" + path + "' in " + name(root), e);
    }
  }

  /**
   * Reads a text file.
   *
   * @throws KustomizeException if it can't be read, or is no UTF-8
   */
  public String loadText(String path) {
    try {
      return YamlReader.decodeText(load(path));
    } catch (YamlException e) {
      throw new KustomizeException(e.getMessage(), e).in(pathOf(path), 0);
    }
  }

  private String locate(String path) throws IOException {
    String lexical = TreePaths.resolve(root, path);
    if (!restricted) {
      return lexical;
    }
    String real = tree.realPath(lexical);
    if (!TreePaths.isWithin(real, root)) {
      throw new KustomizeException(
          "security; file '"
              + path
              + "' is not in or below "
              + name(root)
              + "; move it there, or turn load restrictions off");
    }
    return real;
  }

  /**
   * Leads to another kustomization.
   *
   * @throws KustomizeException if the path is no folder, leads out of the tree, or back to a
   *     kustomization that is being read
   */
  public Loader enter(String path) {
    if (path.isEmpty()) {
      throw new KustomizeException("the path of a resource is empty");
    }
    if (RemoteReference.isRemote(path)) {
      throw remote(path);
    }
    refuseAmbiguous(path);
    String target = directory(tree, root, path);
    for (Loader visited = this; visited != null; visited = visited.referrer) {
      if (TreePaths.isWithin(visited.root, target)) {
        throw new KustomizeException(
            "cycle detected: "
                + name(target)
                + " contains "
                + name(visited.root)
                + ", which is being read; remove one of the references");
      }
    }
    Loader entered = new Loader(tree, budget, restricted, target, this);
    budget.checkNesting(entered.depth);
    return entered;
  }

  private static String directory(FileTree tree, String base, String path) {
    try {
      String real = tree.realPath(TreePaths.resolve(base, path));
      if (tree.isDirectory(real)) {
        return real;
      }
      throw new KustomizeException("there is no file or folder '" + path + "' in " + name(base));
    } catch (UnsafePath e) {
      throw new KustomizeException(e.getMessage(), e);
    } catch (IOException e) {
      throw new KustomizeException("can't read the folder '" + path + "'", e);
    }
  }

  private static void refuseAmbiguous(String path) {
    boolean ambiguous =
        Arrays.stream(path.split("/")).anyMatch(part -> !part.equals("..") && part.contains(".."));
    if (ambiguous) {
      throw new KustomizeException(
          "path '"
              + path
              + "' is ambiguous: a part of it holds two dots; check the indentation of the list");
    }
  }

  private static KustomizeException remote(String path) {
    return new KustomizeException(
        "remote reference '"
            + path
            + "' is refused: builds never use the network; add it as a source of its own, or copy"
            + " it into this one");
  }

  private static String name(String path) {
    return path.isEmpty() ? "the root folder" : "'" + path + "'";
  }
}
