package dev.millrace.controller.kustomize.remote;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteBases;
import dev.millrace.kustomize.remote.RemoteContent;
import dev.millrace.kustomize.remote.RemoteReference;
import dev.millrace.safety.net.Deadline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The remote bases of one build. A build that misses some fails; then those are fetched and the
 * build begins again, until it misses none: nobody waits for other hosts in the threads that
 * compute. A base that can't be had fails the build where it is referred to.
 */
public final class FetchedBases implements RemoteBases, AutoCloseable {
  private static final int MOST_REFERENCES = 100;

  private final RemoteSources sources;
  private final Deadline deadline;
  private final OpenRepositories repositories;
  private final Map<String, FetchedBase> fetched = new TreeMap<>();
  private final Map<String, Wanted> missing = new LinkedHashMap<>();

  FetchedBases(RemoteSources sources, Deadline deadline, OpenRepositories repositories) {
    this.sources = sources;
    this.deadline = deadline;
    this.repositories = repositories;
  }

  @Override
  public synchronized RemoteContent find(String reference, Wanted wanted) {
    return switch (fetched.get(reference)) {
      case FetchedBase.Found(RemoteContent content, _) -> content;
      case FetchedBase.Failed(String message) -> throw new KustomizeException(message);
      case null -> {
        missing.putIfAbsent(reference, wanted);
        throw new KustomizeException(
            "'" + RemoteReference.shown(reference) + "' is not fetched yet");
      }
    };
  }

  /** Fetches what builds missed so far; false when they missed nothing. */
  public synchronized boolean fetchMissing() throws InterruptedException {
    if (missing.isEmpty()) {
      return false;
    }
    for (Map.Entry<String, Wanted> each : missing.entrySet()) {
      fetched.put(each.getKey(), fetch(each.getKey(), each.getValue()));
    }
    missing.clear();
    return true;
  }

  private FetchedBase fetch(String reference, Wanted wanted) throws InterruptedException {
    if (fetched.size() == MOST_REFERENCES) {
      return new FetchedBase.Failed(
          "'%s' is not fetched: a build may refer to %d files and folders of other hosts at most"
              .formatted(RemoteReference.shown(reference), MOST_REFERENCES));
    }
    return sources.fetch(reference, wanted, deadline, repositories);
  }

  /** What was used, with its revisions; for {@link RemoteSources#areUnchanged}. */
  public synchronized Map<String, String> revisions() {
    Map<String, String> revisions = new TreeMap<>();
    fetched.forEach(
        (reference, base) -> {
          if (base instanceof FetchedBase.Found(_, String revision)) {
            revisions.put(reference, revision);
          }
        });
    return revisions;
  }

  @Override
  public void close() {
    repositories.close();
  }
}
