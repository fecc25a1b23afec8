package dev.millrace.artifact.fetch;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.MemoryFileTree;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Unpacked artifacts, of which there is only one however many use them: who wants one while another
 * downloads it waits for that download, and who comes later gets the same tree as long as it is in
 * memory. Thread-safe; calls block.
 *
 * <p>A tree is found by its address and its digest together: who knows no more than the digest of
 * somebody's files is not shown them.
 */
public final class SharedTrees {
  private static final long MAX_UNUSED_BYTES = 32L << 20;

  private final Download download;
  private final Map<Key, Flight> flights = new ConcurrentHashMap<>();
  private final RecentTrees<Key> trees;

  /** Downloads with a fetcher; keeps up to 32 MiB of files that nobody uses any more. */
  public SharedTrees(ArtifactFetcher fetcher) {
    this(fetcher::fetchTree, MAX_UNUSED_BYTES);
  }

  SharedTrees(Download download, long maxUnusedBytes) {
    this.download = download;
    this.trees = new RecentTrees<>(maxUnusedBytes);
  }

  /** Brings an artifact into memory. */
  @FunctionalInterface
  interface Download {
    MemoryFileTree fetch(String url, Digest digest) throws IOException, InterruptedException;
  }

  private record Key(String url, Digest digest) {}

  /**
   * The files of an artifact. A download that fails does so for all who wait for it, and is not
   * remembered; when the one that downloads is interrupted, another takes over.
   *
   * @throws IOException those of {@link ArtifactFetcher}
   */
  public FileTree get(String url, Digest digest) throws IOException, InterruptedException {
    Key key = new Key(url, digest);
    while (true) {
      Flight mine = new Flight();
      Flight others = flights.putIfAbsent(key, mine);
      if (others == null) {
        return land(key, mine);
      }
      switch (others.await()) {
        case Flight.Landing.Arrived(MemoryFileTree tree) -> {
          return tree;
        }
        case Flight.Landing.Failed(IOException problem) -> throw problem;
        case Flight.Landing.GivenUp() -> {}
      }
    }
  }

  /** Looks for the tree only now: before, the flight of another may have been about to land. */
  private MemoryFileTree land(Key key, Flight flight) throws IOException, InterruptedException {
    Flight.Landing landing = new Flight.Landing.GivenUp();
    try {
      MemoryFileTree tree = trees.find(key).orElse(null);
      if (tree == null) {
        tree = download.fetch(key.url(), key.digest());
        trees.add(key, tree);
      }
      landing = new Flight.Landing.Arrived(tree);
      return tree;
    } catch (IOException e) {
      landing = new Flight.Landing.Failed(e);
      throw e;
    } finally {
      flights.remove(key);
      flight.end(landing);
    }
  }

  /** How many bytes are kept in memory though nobody may use them. */
  long unusedBytes() {
    return trees.keptBytes();
  }
}
