package dev.millrace.controller.source.helmrepository;

import static dev.millrace.controller.source.status.SourceReason.FETCH;
import static dev.millrace.controller.source.status.SourceReason.INDEXATION_FAILED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.index.InvalidIndex;
import dev.millrace.controller.source.index.RepositoryIndex;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.http.Download;
import dev.millrace.safety.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Gets the index of a repository and, when it is new, turns it into an artifact. */
public final class FetchIndex {
  private static final String FILE = "index.yaml";

  private final Download download;
  private final long maxBytes;

  /**
   * @param maxBytes the largest index ({@code --helm-index-max-size})
   */
  public FetchIndex(Download download, long maxBytes) {
    this.download = download;
    this.maxBytes = maxBytes;
  }

  /** Downloads the index; it is not looked into yet. */
  FetchedIndex from(URI repository, HttpAccess access) throws InterruptedException {
    try {
      URI file = RepositoryAddress.file(repository, FILE);
      return FetchedIndex.of(download.get(file, access, "index", maxBytes));
    } catch (IOException e) {
      throw new ReconcileFailure(FETCH, "failed to fetch Helm repository index: " + problem(e), e);
    }
  }

  /** Checks the index and stores it, as JSON, under a name made of its digest (FLUX.md 1.5). */
  Artifact publish(ArtifactKeeper keeper, HelmRepository repository, FetchedIndex fetched)
      throws InterruptedException {
    byte[] json = parse(fetched).toJson().getBytes(StandardCharsets.UTF_8);
    return keeper.publish(
        repository,
        "index-" + fetched.digest().hex() + ".yaml",
        fetched.revision(),
        Map.of(),
        out -> out.write(json));
  }

  private static RepositoryIndex parse(FetchedIndex fetched) {
    try {
      return RepositoryIndex.parse(fetched.content());
    } catch (InvalidIndex e) {
      throw new ReconcileFailure(
          INDEXATION_FAILED,
          "failed to load Helm repository from index YAML: " + e.getMessage(),
          e);
    }
  }

  private static String problem(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
