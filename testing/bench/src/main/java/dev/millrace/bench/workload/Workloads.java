package dev.millrace.bench.workload;

import dev.millrace.bench.suite.Catalogue;
import dev.millrace.bench.suite.Catalogue.Entry;
import java.util.List;

/** The list of workloads, by the numbers of the benchmark plan. */
final class Workloads {
  private Workloads() {}

  static Catalogue catalogue() {
    return new Catalogue(
        List.of(
            manyKustomizations(),
            manyReleases(),
            manyDefinitions(),
            noChange(),
            monorepo(),
            commitBurst(),
            manyObjects(),
            manyNamespaces(),
            refreshStorm(),
            dependencies(),
            drift(),
            receiverDown(),
            fairness(),
            coldStart()));
  }

  private static Entry manyKustomizations() {
    return new Entry(
        "W1",
        "many Kustomizations",
        "So many OCIRepositories of one artifact and a Kustomization of each, four objects, wait"
            + " and prune; then a change of all.",
        100,
        "Flux 2.9, flux-benchmark, 16 cores: 100 in 26 s with at most 49 + 134 MB, 500 in 2m0s,"
            + " 1000 in 4m13s with 128 + 223 MB.",
        ManyKustomizations::new);
  }

  private static Entry manyReleases() {
    return new Entry(
        "W2",
        "many HelmReleases",
        "So many HelmReleases with a HelmChart each and a test; then other values for all.",
        100,
        "Flux 2.9, flux-benchmark, 16 cores: 100 in 26 s with at most 63 + 286 MB, 500 in 2m14s,"
            + " 1000 in 4m39s with 189 + 361 MB.",
        ManyReleases::new);
  }

  private static Entry manyDefinitions() {
    return new Entry(
        "W3",
        "definitions that nobody uses",
        "50 applications and 50 releases are compared after a restart, without and with so many"
            + " definitions more: memory should not grow.",
        250,
        "",
        ManyDefinitions::new);
  }

  private static Entry noChange() {
    return new Entry(
        "W4",
        "nothing changes",
        "So many applications at an interval of a minute: what a minute without change costs.",
        200,
        "Argo CD issues tell of 3 to 8 cores for 69 to 129 idle applications.",
        NoChange::new);
  }

  private static Entry monorepo() {
    return new Entry(
        "W5",
        "a commit to a monorepo",
        "So many applications of one Git repository, of which a commit touches one; the phase ends"
            + " when all tell of the commit.",
        200,
        "",
        Monorepo::new);
  }

  private static Entry commitBurst() {
    return new Entry(
        "W6",
        "a burst of commits",
        "So many commits one after the other, each announced: the last one wins.",
        100,
        "",
        CommitBurst::new);
  }

  private static Entry manyObjects() {
    return new Entry(
        "W7",
        "one application of many objects",
        "One Kustomization of so many ConfigMaps in ten namespaces.",
        2_000,
        "Config Sync 1.12, 144 cores: 10,000 in 120 s with 358 MB.",
        ManyObjects::new);
  }

  private static Entry manyNamespaces() {
    return new Entry(
        "W8",
        "many namespaces, large objects",
        "One Kustomization of so many namespaces with a custom resource each, then one of a third"
            + " as many custom resources of 36 KB.",
        300,
        "Config Sync 1.12, 144 cores: 3,000 in 90 s with 441 MB; 1,000 of 36 KB in 100 s with"
            + " 2 GB.",
        ManyNamespaces::new);
  }

  private static Entry refreshStorm() {
    return new Entry(
        "W9",
        "a storm of refreshes",
        "Half of so many applications of one ConfigMap, then all of them: the time for each should"
            + " be the same.",
        400,
        "Argo CD, 24 cores: 38 applications a second; 4.1 with its default limits.",
        RefreshStorm::new);
  }

  private static Entry dependencies() {
    return new Entry(
        "W11",
        "dependencies",
        "A chain of 20 that depend on each other, then so many that depend on one.",
        100,
        "Flux looks again after 30 s (--requeue-dependency) for each hop.",
        Dependencies::new);
  }

  private static Entry drift() {
    return new Entry(
        "W13",
        "drift",
        "So many applications of four objects at an interval of a minute; somebody changes one"
            + " object of a hundred, then every Service.",
        100,
        "Flux reverts at the next interval.",
        Drift::new);
  }

  private static Entry receiverDown() {
    return new Entry(
        "W15",
        "a receiver is down",
        "So many events at 5,000 a minute for two receivers, one of which is down until all are"
            + " sent: none may be lost.",
        2_500,
        "Flux drops what it can't deliver.",
        ReceiverDown::new);
  }

  private static Entry fairness() {
    return new Entry(
        "W16",
        "fairness",
        "The only application of one tenant is asked for 40 times, while another tenant has one"
            + " Kustomization of so many objects, a hundred small ones, or eight that render for"
            + " long: p99 should not grow by more than a factor of two.",
        2_000,
        "",
        Fairness::new);
  }

  private static Entry coldStart() {
    return new Entry(
        "W18",
        "a start beside many applications",
        "So many applications exist when the controllers start, and one of them was asked for.",
        1_000,
        "",
        ColdStart::new);
  }
}
