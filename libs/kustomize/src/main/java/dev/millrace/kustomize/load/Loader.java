package dev.millrace.kustomize.load;

import dev.millrace.kustomize.bounds.Budget;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.GitBase;
import dev.millrace.kustomize.remote.RemoteBases;
import dev.millrace.kustomize.remote.RemoteBases.Wanted;
import dev.millrace.kustomize.remote.RemoteContent;
import dev.millrace.kustomize.remote.RemoteReference;
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
  private final Rules rules;
  private final String repository;
  private final String root;
  private final @Nullable Loader referrer;
  private final int depth;

  /**
   * What holds for a whole build.
   *
   * @param restricted whether files must lie in or below the folder of their kustomization
   * @param remotes what may be used of other hosts
   */
  public record Rules(Budget budget, boolean restricted, RemoteBases remotes) {}

  private Loader(
      FileTree tree, Rules rules, String repository, String root, @Nullable Loader referrer) {
    this.tree = tree;
    this.rules = rules;
    this.repository = repository;
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
  public static Loader atRoot(FileTree tree, String path, Rules rules) {
    String root = directory(tree, "", "", path);
    return new Loader(tree, rules, "", root, null);
  }

  /** The folder, as a path in the tree; empty for the root of the tree. */
  public String root() {
    return root;
  }

  /** The folder, for messages. */
  public String folder() {
    return name(repository, root);
  }

  /**
   * The path in the tree of a file that a kustomization names, for messages; the address of one
   * that lies on another host.
   */
  public String pathOf(String path) {
    if (RemoteReference.isRemote(path)) {
      return RemoteReference.shown(path);
    }
    try {
      String resolved = TreePaths.resolve(root, path);
      return repository.isEmpty() ? resolved : repository + "//" + resolved;
    } catch (UnsafePath e) {
      return path;
    }
  }

  /**
   * Whether a resource is a file, allowed or not.
   *
   * @throws KustomizeException if it lies on another host and is not to be had
   */
  public boolean isFile(String path) {
    if (RemoteReference.isRemote(path)) {
      return rules.remotes.find(path, Wanted.RESOURCE) instanceof RemoteContent.File;
    }
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
          : tree.list(lexical, rules.budget.limits().files());
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
      return loadRemote(path);
    }
    try {
      byte[] content = tree.read(locate(path), rules.budget.limits().fileBytes());
      rules.budget.countFile(content.length);
      return content;
    } catch (NoSuchFileException e) {
      throw new KustomizeException("there is no file '" + path + "' in " + folder(), e);
    } catch (LimitExceeded | UnsafePath e) {
      throw new KustomizeException(e.getMessage(), e);
    } catch (IOException e) {
      throw new KustomizeException("can't read '" + path + "' in " + folder(), e);
    }
  }

  private byte[] loadRemote(String reference) {
    if (rules.remotes.find(reference, Wanted.FILE) instanceof RemoteContent.File(byte[] content)) {
      rules.budget.countFile(content.length);
      return content;
    }
    throw new KustomizeException(
        "'" + RemoteReference.shown(reference) + "' is a folder of a repository, not a file");
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
    if (!rules.restricted) {
      return lexical;
    }
    String real = tree.realPath(lexical);
    if (!TreePaths.isWithin(real, root)) {
      throw new KustomizeException(
          "security; file '"
              + path
              + "' is not in or below "
              + folder()
              + "; move it there, or turn load restrictions off");
    }
    return real;
  }

  /**
   * Leads to another kustomization.
   *
   * @throws KustomizeException if the path is no folder, leads out of the tree, back to a
   *     kustomization that is being read, or to another host where it is not to be had
   */
  public Loader enter(String path) {
    if (path.isEmpty()) {
      throw new KustomizeException("the path of a resource is empty");
    }
    if (RemoteReference.isRemote(path)) {
      return enterRemote(path);
    }
    refuseAmbiguous(path);
    return enter(tree, repository, directory(tree, repository, root, path));
  }

  private Loader enterRemote(String reference) {
    String shown = RemoteReference.shown(reference);
    if (rules.remotes.find(reference, Wanted.FOLDER)
        instanceof RemoteContent.Folder(FileTree repositoryTree, String folder)) {
      String address = GitBase.parse(shown).map(GitBase::repository).orElse(shown);
      return enter(repositoryTree, address, directory(repositoryTree, address, "", folder));
    }
    throw new KustomizeException("'" + shown + "' is a file, not a folder of a repository");
  }

  private Loader enter(FileTree other, String otherRepository, String target) {
    for (Loader visited = this; visited != null; visited = visited.referrer) {
      if (visited.tree == other && TreePaths.isWithin(visited.root, target)) {
        throw new KustomizeException(
            "cycle detected: "
                + name(otherRepository, target)
                + " contains "
                + visited.folder()
                + ", which is being read; remove one of the references");
      }
    }
    Loader entered = new Loader(other, rules, otherRepository, target, this);
    rules.budget.checkNesting(entered.depth);
    return entered;
  }

  private static String directory(FileTree tree, String repository, String base, String path) {
    try {
      String real = tree.realPath(TreePaths.resolve(base, path));
      if (tree.isDirectory(real)) {
        return real;
      }
      throw new KustomizeException(
          "there is no file or folder '" + path + "' in " + name(repository, base));
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

  private static String name(String repository, String path) {
    if (repository.isEmpty()) {
      return path.isEmpty() ? "the root folder" : "'" + path + "'";
    }
    return "'" + repository + (path.isEmpty() ? "" : "//" + path) + "'";
  }
}
