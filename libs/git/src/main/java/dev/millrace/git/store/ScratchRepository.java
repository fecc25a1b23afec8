package dev.millrace.git.store;

import dev.millrace.git.GitLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.RefDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A repository for one fetch. Its packs lie in a private temporary folder that is removed on close;
 * it has no references, no configuration files and no work tree, and it never looks at the home
 * folder or at a Git installation.
 */
public final class ScratchRepository extends DfsRepository {
  private final Path folder;
  private final PackFiles files;
  private final PackStore objects;
  private final NoReferences references;

  private ScratchRepository(Builder builder, Path folder, GitLimits limits) {
    super(builder);
    this.folder = folder;
    this.files = new PackFiles(folder, limits.packBytes());
    this.objects = new PackStore(this, files, limits);
    this.references = new NoReferences(this);
  }

  /**
   * Makes an empty repository.
   *
   * @param parent the folder for its temporary folder
   */
  public static ScratchRepository create(Path parent, GitLimits limits) throws IOException {
    var folder = Files.createTempDirectory(parent, "millrace-git-");
    var builder = new Builder();
    builder.setRepositoryDescription(new DfsRepositoryDescription(folder.toString()));
    builder.setReaderOptions(new DfsReaderOptions());
    return new ScratchRepository(builder, folder, limits);
  }

  /** The private folder; it holds packs, and nothing that configures anything. */
  public Path folder() {
    return folder;
  }

  /** What a fetch may write is counted anew. */
  void beginFetch() {
    files.beginFetch();
  }

  /** The bytes of all packs and indexes. */
  long bytes() {
    return files.written();
  }

  /** How many packs there are. */
  int packs() {
    return objects.packs();
  }

  @Override
  public DfsObjDatabase getObjectDatabase() {
    return objects;
  }

  @Override
  public RefDatabase getRefDatabase() {
    return references;
  }

  @Override
  public @Nullable String getGitwebDescription() {
    return null;
  }

  @Override
  public void setGitwebDescription(@Nullable String description) {
    // Nobody browses a repository that lives for seconds.
  }

  @Override
  protected void doClose() {
    super.doClose();
    try {
      objects.deleteFiles();
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the superclass asks for. */
  private static final class Builder extends DfsRepositoryBuilder<Builder, ScratchRepository> {
    @Override
    public ScratchRepository build() {
      throw new UnsupportedOperationException("use ScratchRepository.create");
    }
  }
}
