package dev.millrace.git.remote;

import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.ResolvedReference;
import dev.millrace.git.store.ScratchRepository;
import dev.millrace.safety.BoundedReads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The files of one commit, kept in a temporary folder until it is closed. Nothing is checked out;
 * content is read from the pack when it is asked for.
 */
public final class GitSnapshot implements AutoCloseable {
  private static final long MAX_MODULES_BYTES = 1 << 20;

  private final ScratchRepository repository;
  private final ResolvedReference reference;
  private final GitLimits limits;
  private final CommitInfo commit;
  private final @Nullable TagInfo tag;
  private final ObjectId root;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GitSnapshot(
      ScratchRepository repository,
      ResolvedReference reference,
      GitLimits limits,
      CommitInfo commit,
      @Nullable TagInfo tag,
      ObjectId root) {
    this.repository = repository;
    this.reference = reference;
    this.limits = limits;
    this.commit = commit;
    this.tag = tag;
    this.root = root;
  }

  static GitSnapshot open(
      ScratchRepository repository, ResolvedReference reference, GitLimits limits)
      throws IOException {
    var tagObject = reference.tagObject();
    return new GitSnapshot(
        repository,
        reference,
        limits,
        CommitInfo.read(repository, reference.commit()),
        tagObject == null ? null : TagInfo.read(repository, tagObject),
        rootOf(repository, reference.commit()));
  }

  private static ObjectId rootOf(ScratchRepository repository, String commit) throws IOException {
    try (var walk = new RevWalk(repository)) {
      return walk.parseCommit(ObjectId.fromString(commit)).getTree().getId();
    }
  }

  ScratchRepository repository() {
    return repository;
  }

  ObjectId commitId() {
    return ObjectId.fromString(commit.id());
  }

  ObjectId root() {
    return root;
  }

  /** The submodules that this commit pins and declares, by path. */
  Map<String, SubmoduleLink> submodules() throws IOException {
    var declared = read(".gitmodules", MAX_MODULES_BYTES);
    return declared.isEmpty()
        ? Map.of()
        : SubmoduleLink.read(repository, root, new String(declared.get(), StandardCharsets.UTF_8));
  }

  /** What was fetched. */
  public ResolvedReference reference() {
    return reference;
  }

  /** The commit. */
  public CommitInfo commit() {
    return commit;
  }

  /** The annotated tag that led here. */
  public Optional<TagInfo> tag() {
    return Optional.ofNullable(tag);
  }

  /** All files and folders. Their content can be read until the snapshot is closed. */
  public ArchiveTree tree() throws IOException {
    return new TreeReader(repository, limits, PathSelection.all()).read(root);
  }

  /**
   * The files in some folders; an empty list means all.
   *
   * @throws GitException with reason {@link Reason#REFERENCE_NOT_FOUND} when a folder does not
   *     exist
   * @throws dev.millrace.safety.UnsafePath when a folder leads out of the repository
   */
  public ArchiveTree tree(List<String> folders) throws IOException {
    var selection = PathSelection.of(folders);
    for (var folder : selection.folders()) {
      requireFolder(folder);
    }
    return new TreeReader(repository, limits, selection).read(root);
  }

  private void requireFolder(String folder) throws IOException {
    if (folder.isEmpty()) {
      return;
    }
    try (var walk = TreeWalk.forPath(repository, folder, root)) {
      if (walk == null || walk.getFileMode(0).getObjectType() != Constants.OBJ_TREE) {
        throw new GitException(
            Reason.REFERENCE_NOT_FOUND,
            "the sparse checkout folder '%s' does not exist in the repository".formatted(folder));
      }
    }
  }

  /** Whether there is a file at a path; the root is none, nor is a symbolic link. */
  public boolean isFile(String path) throws IOException {
    if (path.isEmpty()) {
      return false;
    }
    try (var walk = TreeWalk.forPath(repository, path, root)) {
      return walk != null
          && walk.getFileMode(0).getObjectType() == Constants.OBJ_BLOB
          && walk.getFileMode(0) != FileMode.SYMLINK;
    }
  }

  /**
   * The content of a file; empty when there is none at the path.
   *
   * @throws dev.millrace.safety.LimitExceeded when it is larger than {@code maxBytes}
   */
  public Optional<byte[]> read(String path, long maxBytes) throws IOException {
    try (var walk = TreeWalk.forPath(repository, path, root)) {
      if (walk == null || walk.getFileMode(0).getObjectType() != Constants.OBJ_BLOB) {
        return Optional.empty();
      }
      var blob = repository.open(walk.getObjectId(0), Constants.OBJ_BLOB);
      try (var stream = blob.openStream()) {
        return Optional.of(BoundedReads.readAll(stream, "the file '" + path + "'", maxBytes));
      }
    }
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      repository.close();
    }
  }
}
