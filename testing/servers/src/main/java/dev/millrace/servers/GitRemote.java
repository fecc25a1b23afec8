package dev.millrace.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A bare repository on a test server, and what a developer would do to it. */
public final class GitRemote implements AutoCloseable {
  private final Repository repository;
  private final URI url;
  private final GitTraffic traffic = new GitTraffic();
  private final PushObstacles pushes = new PushObstacles();

  private GitRemote(Repository repository, URI url) {
    this.repository = repository;
    this.url = url;
  }

  static GitRemote create(Path folder, URI url) {
    try (Git git =
        Git.init().setBare(true).setInitialBranch("main").setDirectory(folder.toFile()).call()) {
      return new GitRemote(
          new FileRepositoryBuilder().setGitDir(git.getRepository().getDirectory()).build(), url);
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients find it. */
  public URI url() {
    return url;
  }

  /** What was asked of it over HTTP. */
  public GitTraffic traffic() {
    return traffic;
  }

  /** What comes in the way of pushes over HTTP. */
  public PushObstacles pushes() {
    return pushes;
  }

  /** The repository itself, for what this class has no word for. */
  public Repository repository() {
    return repository;
  }

  /** Commits files to main; a null content removes the file. Returns the id of the commit. */
  public String commit(String message, Map<String, @Nullable String> files) {
    return commit("main", message, files);
  }

  /** Commits files to a branch, which is made from nothing if it does not exist. */
  public String commit(String branch, String message, Map<String, @Nullable String> files) {
    return commitBytes(branch, message, bytes(files), null);
  }

  /** Commits files to main with a signature. */
  public String commitSigned(
      String message, Map<String, @Nullable String> files, ObjectSigner signer) {
    return commitBytes("main", message, bytes(files), signer);
  }

  /**
   * Commits a submodule to main, next to what is there.
   *
   * @param url as it stands in .gitmodules
   * @param commit the commit of the submodule that is pinned
   */
  public String commitSubmodule(String path, String url, String commit) {
    String declared =
        read("main", ".gitmodules").orElse("")
            + "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n".formatted(path, path, url);
    commit("Declare " + path, Map.of(".gitmodules", declared));
    return commitEntry("Add " + path, path, FileMode.GITLINK, ObjectId.fromString(commit));
  }

  private String commitEntry(String message, String path, FileMode mode, ObjectId id) {
    RevCommit parent = tip("main").orElseThrow();
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      builder.addTree(new byte[0], 0, repository.newObjectReader(), parent.getTree());
      DirCacheEntry entry = new DirCacheEntry(path);
      entry.setFileMode(mode);
      entry.setObjectId(id);
      builder.add(entry);
      builder.finish();
      return point("main", message, index.writeTree(inserter), Optional.of(parent), null, inserter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the armored signature of a commit or tag. */
  @FunctionalInterface
  public interface ObjectSigner {
    /** The signature of the object's bytes. */
    String sign(byte[] object) throws IOException;
  }

  private static Map<String, byte @Nullable []> bytes(Map<String, @Nullable String> files) {
    Map<String, byte @Nullable []> contents = new HashMap<>();
    files.forEach(
        (path, text) ->
            contents.put(path, text == null ? null : text.getBytes(StandardCharsets.UTF_8)));
    return contents;
  }

  /** Commits every file below a folder to main, under the same relative paths. */
  public String commitFolder(String message, Path folder) {
    Map<String, byte @Nullable []> contents = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return commitBytes("main", message, contents, null);
  }

  /** Puts a lightweight tag on a commit. */
  public void tag(String name, String commit) {
    move(Constants.R_TAGS + name, ObjectId.fromString(commit));
  }

  /** Puts an annotated tag on a commit; signed unless the signer is null. */
  public void annotatedTag(String name, String commit, @Nullable ObjectSigner signer) {
    TagBuilder tag = new TagBuilder();
    tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
    tag.setTag(name);
    tag.setTagger(developer());
    tag.setMessage("Release " + name + "\n");
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      if (signer != null) {
        tag.setGpgSignature(new GpgSignature(signature(signer, tag.build())));
      }
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      tag(name, id.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] signature(ObjectSigner signer, byte[] object) throws IOException {
    return signer.sign(object).getBytes(StandardCharsets.US_ASCII);
  }

  private static PersonIdent developer() {
    return new PersonIdent("Developer", "developer@example.com", Instant.now(), ZoneOffset.UTC);
  }

  /** Makes a branch point to a commit, whatever it pointed to. */
  public void branch(String name, String commit) {
    move(Constants.R_HEADS + name, ObjectId.fromString(commit));
  }

  /** Removes a branch. */
  public void removeBranch(String name) {
    try {
      RefUpdate update = repository.updateRef(Constants.R_HEADS + name);
      update.setForceUpdate(true);
      update.delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only or first parent of a commit. */
  public String parentOf(String commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(ObjectId.fromString(commit)).getParent(0).name();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commit that a branch points to, as 40 hexadecimal digits. */
  public Optional<String> head(String branch) {
    return tip(branch).map(RevCommit::name);
  }

  /** The whole message of the last commit of a branch. */
  public Optional<String> lastMessage(String branch) {
    return tip(branch).map(RevCommit::getFullMessage);
  }

  /** The text of a file at the head of a branch. */
  public Optional<String> read(String branch, String path) {
    return tip(branch)
        .flatMap(
            commit -> {
              try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
                return walk == null
                    ? Optional.empty()
                    : Optional.of(
                        new String(
                            repository.open(walk.getObjectId(0)).getBytes(),
                            StandardCharsets.UTF_8));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Override
  public void close() {
    repository.close();
  }

  private void move(String reference, ObjectId commit) {
    try {
      RefUpdate update = repository.updateRef(reference);
      update.setNewObjectId(commit);
      update.forceUpdate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<RevCommit> tip(String branch) {
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId head = repository.resolve(Constants.R_HEADS + branch);
      return head == null ? Optional.empty() : Optional.of(walk.parseCommit(head));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #commit(String, String, Map)}, for files that are not text. */
  public String commitBytes(
      String branch, String message, Map<String, byte @Nullable []> contents) {
    return commitBytes(branch, message, contents, null);
  }

  private String commitBytes(
      String branch,
      String message,
      Map<String, byte @Nullable []> contents,
      @Nullable ObjectSigner signer) {
    Optional<RevCommit> parent = tip(branch);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId tree = tree(parent, contents, inserter);
      return point(branch, message, tree, parent, signer, inserter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits a tree and moves a branch there. */
  private String point(
      String branch,
      String message,
      ObjectId tree,
      Optional<RevCommit> parent,
      @Nullable ObjectSigner signer,
      ObjectInserter inserter)
      throws IOException {
    PersonIdent developer = developer();
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    parent.ifPresent(commit::setParentId);
    commit.setAuthor(developer);
    commit.setCommitter(developer);
    commit.setMessage(message);
    if (signer != null) {
      commit.setGpgSignature(new GpgSignature(signature(signer, commit.build())));
    }
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
    update.setNewObjectId(id);
    update.setExpectedOldObjectId(parent.<ObjectId>map(p -> p).orElse(ObjectId.zeroId()));
    RefUpdate.Result result = update.update();
    if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
      throw new IllegalStateException("could not move " + branch + ": " + result);
    }
    return id.name();
  }

  private ObjectId tree(
      Optional<RevCommit> parent, Map<String, byte @Nullable []> contents, ObjectInserter inserter)
      throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    if (parent.isPresent()) {
      try (TreeWalk walk = new TreeWalk(repository)) {
        walk.addTree(parent.get().getTree());
        walk.setRecursive(true);
        while (walk.next()) {
          if (!contents.containsKey(walk.getPathString())) {
            DirCacheEntry kept = new DirCacheEntry(walk.getPathString());
            kept.setFileMode(walk.getFileMode(0));
            kept.setObjectId(walk.getObjectId(0));
            builder.add(kept);
          }
        }
      }
    }
    for (Map.Entry<String, byte @Nullable []> file : contents.entrySet()) {
      if (file.getValue() != null) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
        builder.add(entry);
      }
    }
    builder.finish();
    return index.writeTree(inserter);
  }
}
