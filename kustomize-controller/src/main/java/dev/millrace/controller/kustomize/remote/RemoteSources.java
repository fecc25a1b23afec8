package dev.millrace.controller.kustomize.remote;

import dev.millrace.git.GitException;
import dev.millrace.kustomize.bounds.Limits;
import dev.millrace.kustomize.remote.GitBase;
import dev.millrace.kustomize.remote.RemoteBases.Wanted;
import dev.millrace.kustomize.remote.RemoteContent;
import dev.millrace.kustomize.remote.RemoteReference;
import dev.millrace.safety.Sha256;
import dev.millrace.safety.http.Download;
import dev.millrace.safety.http.HttpAccess;
import dev.millrace.safety.net.Deadline;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.Origin;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where remote bases come from: files over HTTP, and folders of Git repositories. As in kustomize,
 * a resource is asked for as a file first, and is a folder of a repository where that gives no
 * file. Blocks; thread-safe.
 */
public final class RemoteSources {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteSources.class);
  private static final Duration FILE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(30);
  private static final String WEB_PAGE = "text/html";
  private static final String COMMIT = "sha1:";

  private final Rules rules;
  private final Download download;

  /**
   * What is allowed.
   *
   * @param refused whether nothing is fetched ({@code --no-remote-bases})
   * @param egress where requests may go
   * @param folder an existing folder for what is fetched
   */
  public record Rules(boolean refused, EgressPolicy egress, Path folder) {}

  /** Fetches by these rules. */
  public RemoteSources(Rules rules) {
    this.rules = rules;
    this.download = new Download("millrace/kustomize-controller", rules.egress());
  }

  /**
   * Starts with nothing fetched, for one build.
   *
   * @param timeout of all fetches together
   */
  public FetchedBases begin(Duration timeout) {
    return new FetchedBases(this, Deadline.after(timeout), new OpenRepositories());
  }

  /**
   * Whether references still lead to the same content, which is asked for without fetching
   * repositories. What can't be asked, in time, counts as the same: what was built of it is in
   * place.
   *
   * @param revisions as {@link FetchedBases#revisions} returned them
   */
  public boolean areUnchanged(Map<String, String> revisions) throws InterruptedException {
    Deadline deadline = Deadline.after(CHECK_TIMEOUT);
    Map<RepositoryRef, String> commits = new HashMap<>();
    for (Map.Entry<String, String> each : revisions.entrySet()) {
      try {
        if (!current(each.getKey(), each.getValue(), commits, deadline).equals(each.getValue())) {
          return false;
        }
      } catch (IOException e) {
        LOG.warn(
            "whether '{}' has changed is not known: {}",
            RemoteReference.shown(each.getKey()),
            e.getMessage());
      }
    }
    return true;
  }

  private String current(
      String reference, String before, Map<RepositoryRef, String> commits, Deadline deadline)
      throws IOException, InterruptedException {
    if (deadline.isOver()) {
      throw deadline.passed();
    }
    if (!before.startsWith(COMMIT)) {
      return revision(document(reference, deadline).content());
    }
    GitBase base = base(reference);
    RepositoryRef ref = RepositoryRef.of(base);
    String commit = commits.get(ref);
    if (commit == null) {
      commit = repository(base, deadline).commit();
      commits.put(ref, commit);
    }
    return COMMIT + commit;
  }

  /** What a reference leads to. */
  FetchedBase fetch(
      String reference, Wanted wanted, Deadline deadline, OpenRepositories repositories)
      throws InterruptedException {
    String shown = RemoteReference.shown(reference);
    if (rules.refused()) {
      return new FetchedBase.Failed(
          ("remote reference '%s' is refused by the flag --no-remote-bases; add it as a source"
                  + " of its own, or copy it into this one")
              .formatted(shown));
    }
    if (deadline.isOver()) {
      return failed(shown, deadline.passed());
    }
    try {
      return switch (wanted) {
        case FILE -> found(document(reference, deadline).content());
        case FOLDER -> folder(reference, deadline, repositories);
        case RESOURCE -> resource(reference, deadline, repositories);
      };
    } catch (IOException e) {
      return failed(shown, e);
    }
  }

  private FetchedBase resource(String reference, Deadline deadline, OpenRepositories repositories)
      throws IOException, InterruptedException {
    if (!RemoteReference.mayBeFile(reference)) {
      return folder(reference, deadline, repositories);
    }
    String noFile;
    try {
      Download.Document document = document(reference, deadline);
      if (!document.mediaType().equals(WEB_PAGE)) {
        return found(document.content());
      }
      noFile = "it is a web page";
    } catch (Download.Refused e) {
      noFile = Objects.requireNonNull(e.getMessage());
    }
    try {
      return folder(reference, deadline, repositories);
    } catch (GitException e) {
      throw new IOException(noFile + ", and no folder of a repository: " + e.getMessage(), e);
    }
  }

  private FetchedBase folder(String reference, Deadline deadline, OpenRepositories repositories)
      throws IOException {
    GitBase base = base(reference);
    OpenRepositories.Checkout checkout = repositories.of(base, repository(base, deadline));
    return new FetchedBase.Found(
        new RemoteContent.Folder(checkout.tree(), base.folder()), COMMIT + checkout.commit());
  }

  private static GitBase base(String reference) throws IOException {
    return GitBase.parse(reference)
        .orElseThrow(() -> new IOException("it names no repository such as https://host/org/name"));
  }

  private RemoteRepository repository(GitBase base, Deadline deadline) throws IOException {
    return RemoteRepository.of(base, rules.egress(), rules.folder(), deadline);
  }

  private Download.Document document(String reference, Deadline deadline)
      throws IOException, InterruptedException {
    URI address = address(reference);
    Duration left = deadline.left();
    HttpAccess access =
        new HttpAccess(
            Origin.of(address),
            Optional.empty(),
            false,
            TlsMaterial.none(),
            left.compareTo(FILE_TIMEOUT) < 0 ? left : FILE_TIMEOUT);
    return download.document(address, access, "the file", Limits.defaults().fileBytes());
  }

  private static URI address(String reference) throws IOException {
    try {
      URI address = URI.create(reference);
      if (RemoteReference.mayBeFile(reference) && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // reported below, without repeating what may be a password
    }
    throw new IOException("it is no address of the web such as https://host/file.yaml");
  }

  private static FetchedBase found(byte[] content) {
    return new FetchedBase.Found(new RemoteContent.File(content), revision(content));
  }

  private static String revision(byte[] content) {
    return "sha256:" + Sha256.hex(content);
  }

  private static FetchedBase failed(String shown, IOException problem) {
    return new FetchedBase.Failed(
        "remote reference '%s' can't be fetched: %s".formatted(shown, problem.getMessage()));
  }
}
