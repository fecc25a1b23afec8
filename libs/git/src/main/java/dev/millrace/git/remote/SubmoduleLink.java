package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A folder of a commit that another repository fills.
 *
 * @param url as .gitmodules has it, perhaps relative
 * @param commit the id that the parent's tree pins
 */
record SubmoduleLink(String url, String commit) {
  private static final String SECTION = "submodule";

  /**
   * Reads the text of .gitmodules. Only the paths that the tree itself marks as submodules count:
   * the text can neither name other places nor choose the commit.
   */
  static Map<String, SubmoduleLink> read(Repository repository, ObjectId root, String text)
      throws IOException {
    var config = new Config();
    try {
      config.fromText(text);
    } catch (ConfigInvalidException | RuntimeException e) {
      throw new GitException(Reason.MALFORMED, "the file .gitmodules can't be read", e);
    }
    var links = new TreeMap<String, SubmoduleLink>();
    for (var name : config.getSubsections(SECTION)) {
      var path = config.getString(SECTION, name, "path");
      var url = config.getString(SECTION, name, "url");
      if (path != null && url != null && !path.isEmpty()) {
        var commit = pinned(repository, root, path);
        if (!commit.isEmpty()) {
          links.put(path, new SubmoduleLink(url, commit));
        }
      }
    }
    return links;
  }

  private static String pinned(Repository repository, ObjectId root, String path)
      throws IOException {
    if (path.startsWith("/") || path.endsWith("/")) {
      return "";
    }
    try (var walk = TreeWalk.forPath(repository, path, root)) {
      return walk != null && walk.getFileMode(0) == FileMode.GITLINK
          ? walk.getObjectId(0).name()
          : "";
    }
  }
}
