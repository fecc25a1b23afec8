package dev.millrace.git.store;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects that were fetched, one repository for each remote and identity: what was fetched with
 * some credentials is only ever read by those who have the same. Those not used for the longest
 * time go first when there is too much. Thread-safe.
 */
public final class ObjectCache implements AutoCloseable {
  private static final int MAX_REMOTES = 200;

  private final Path folder;
  private final GitLimits limits;
  private final long maxBytes;
  private final Map<Identity, SharedRepository> remotes = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * An empty cache.
   *
   * @param folder an existing one
   * @param limits of each fetch
   * @param maxBytes of all that is kept while nobody reads it
   */
  public ObjectCache(Path folder, GitLimits limits, long maxBytes) {
    this.folder = folder;
    this.limits = limits;
    this.maxBytes = maxBytes;
  }

  /** Who reads which repository; how long it may take makes no difference. */
  private record Identity(
      GitUrl url,
      GitCredentials credentials,
      TlsMaterial tls,
      @Nullable ProxySettings proxy,
      SshAlgorithms ssh) {
    static Identity of(RemoteAccess access) {
      return new Identity(
          access.url(), access.credentials(), access.tls(), access.proxy(), access.ssh());
    }
  }

  /** The folder that repositories are made in. */
  public Path folder() {
    return folder;
  }

  /** What each fetch may bring. */
  public GitLimits limits() {
    return limits;
  }

  /** The repository for a remote; its {@link SharedRepository#repository} has to be closed. */
  public synchronized SharedRepository open(RemoteAccess access) throws IOException {
    var identity = Identity.of(access);
    var known = remotes.get(identity);
    if (known == null) {
      known = new SharedRepository(ScratchRepository.create(folder, limits), this);
      remotes.put(identity, known);
    }
    known.repository().incrementOpen();
    return known;
  }

  /** Lets what is too much go; those who read it are not disturbed. */
  synchronized void makeRoom() {
    for (var each : List.copyOf(remotes.values())) {
      if (each.isWorn()) {
        retire(each);
      }
    }
    long bytes = remotes.values().stream().mapToLong(each -> each.repository().bytes()).sum();
    for (var eldest : List.copyOf(remotes.values())) {
      if (bytes > maxBytes || remotes.size() > MAX_REMOTES) {
        bytes -= eldest.repository().bytes();
        retire(eldest);
      }
    }
  }

  /** Nobody gets this repository any more; it vanishes when the last reader closes it. */
  synchronized void retire(SharedRepository repository) {
    if (remotes.values().remove(repository)) {
      repository.repository().close();
    }
  }

  /** Lets everything go. */
  @Override
  public synchronized void close() {
    List.copyOf(remotes.values()).forEach(this::retire);
  }
}
