package dev.millrace.bench.workload;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.source.GitRepository;
import dev.millrace.bench.process.Phase;
import dev.millrace.bench.suite.Scene;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import java.util.Map;
import java.util.function.Predicate;

/** Kustomizations of one Git repository, in a namespace with the name of the repository. */
final class GitFleet {
  private final Scene scene;
  private final String namespace;
  private final GitRemote remote;
  private int commits;

  /** A repository without a commit, which no cluster knows of. */
  GitFleet(Scene scene, GitServer server, String namespace) {
    this.scene = scene;
    this.namespace = scene.namespace(namespace);
    this.remote = server.create(namespace);
  }

  String namespace() {
    return namespace;
  }

  /**
   * Commits files; returns the revision that a Kustomization tells of when it has applied it. All
   * commits have one alias: an application that a commit doesn't touch may stay at an older one,
   * and the objects tell which was applied.
   */
  String commit(Map<String, String> files) {
    commits++;
    String commit = remote.commit("Commit " + commits, Map.copyOf(files));
    scene.alias(commit, namespace + "-commit");
    return "main@sha1:" + commit;
  }

  /** Makes the GitRepository. */
  void connect() {
    scene
        .cluster()
        .apply(
            namespace,
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: repository}
            spec: {interval: 1h, url: "%s", ref: {branch: main}}
            """
                .formatted(remote.url()));
  }

  /** Asks for the newest commit, as a webhook does. */
  void pull() {
    scene.request(GitRepository.class, namespace, "repository", scene.newRequest());
  }

  /**
   * Makes a Kustomization.
   *
   * @param more further lines of its spec, without indentation
   */
  void add(String name, String path, String more) {
    scene
        .cluster()
        .apply(
            namespace,
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: %s}
            spec:
              interval: 1h
              path: %s
              prune: true
              sourceRef: {kind: GitRepository, name: repository}
            """
                    .formatted(name, path)
                + more.indent(2));
  }

  /** Asks a Kustomization for a run. */
  void request(String name, String token) {
    scene.request(Kustomization.class, namespace, name, token);
  }

  /** Does something and waits until so many Kustomizations are as wanted. */
  void until(int count, Predicate<Kustomization> wanted, Phase.Work change) throws Exception {
    scene.until(Kustomization.class, namespace, count, wanted, change);
  }
}
