package dev.millrace.git.store;

import dev.millrace.git.GitLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/** The objects of a scratch repository. */
final class PackStore extends DfsObjDatabase {
  private final PackFiles files;
  private final GitLimits limits;
  private List<DfsPackDescription> packs = List.of();
  private Set<ObjectId> shallow = Set.of();
  private int packsMade;

  PackStore(DfsRepository repository, PackFiles files, GitLimits limits) {
    super(repository, new DfsReaderOptions());
    this.files = files;
    this.limits = limits;
  }

  @Override
  public DfsReader newReader() {
    return new ShallowReader(this);
  }

  @Override
  public ObjectInserter newInserter() {
    return new BoundedInserter(this, limits);
  }

  @Override
  protected synchronized DfsPackDescription newPack(PackSource source) {
    var name = "pack-" + ++packsMade + "-" + source.name();
    return new DfsPackDescription(getRepository().getDescription(), name, source);
  }

  @Override
  protected synchronized void commitPackImpl(
      Collection<DfsPackDescription> added, @Nullable Collection<DfsPackDescription> replaced) {
    var all = new ArrayList<>(added);
    all.addAll(packs);
    if (replaced != null) {
      all.removeAll(replaced);
    }
    packs = List.copyOf(all);
  }

  @Override
  protected void rollbackPack(Collection<DfsPackDescription> abandoned) {
    for (var pack : abandoned) {
      for (var extension : PackExt.values()) {
        try {
          files.delete(pack.getFileName(extension));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  protected synchronized List<DfsPackDescription> listPacks() {
    return packs;
  }

  @Override
  protected ReadableChannel openFile(DfsPackDescription pack, PackExt extension)
      throws IOException {
    return files.open(pack.getFileName(extension));
  }

  @Override
  protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt extension)
      throws IOException {
    return files.create(pack.getFileName(extension));
  }

  @Override
  public synchronized Set<ObjectId> getShallowCommits() {
    return shallow;
  }

  @Override
  public synchronized void setShallowCommits(Set<ObjectId> commits) {
    shallow = Set.copyOf(commits);
  }

  @Override
  public synchronized long getApproximateObjectCount() {
    return packs.stream().mapToLong(DfsPackDescription::getObjectCount).sum();
  }

  synchronized int packs() {
    return packs.size();
  }

  void deleteFiles() throws IOException {
    files.deleteAll();
  }
}
