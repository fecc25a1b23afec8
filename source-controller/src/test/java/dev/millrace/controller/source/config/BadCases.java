package dev.millrace.controller.source.config;

import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.OCIRepository;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects that can't work, as users write them.
 *
 * @param servers what they refer to
 */
record BadCases(HostileServers servers) {
  Stream<BadCase> all() {
    return Stream.of(gitCases(), ociCases(), helmRepositoryCases(), helmChartCases())
        .flatMap(List::stream);
  }

  private List<BadCase> gitCases() {
    URI closed = URI.create(servers.closedGit.address() + "/shop.git");
    URI overSsh = servers.ssh.url("shop");
    return List.of(
        badGit("missing-branch", servers.shop.url(), "ref: {branch: gone}", "'refs/heads/gone'"),
        badGit("missing-tag", servers.shop.url(), "ref: {tag: v9}", "'refs/tags/v9'"),
        badGit("missing-version", servers.shop.url(), "ref: {semver: '>=9'}", "no match", ">=9"),
        badGit(
            "missing-name",
            servers.shop.url(),
            "ref: {name: refs/pull/1/head}",
            "refs/pull/1/head"),
        badGit(
            "missing-commit",
            servers.shop.url(),
            "ref: {commit: " + "a".repeat(40) + "}",
            "not found"),
        badGit(
            "missing-repository",
            URI.create(servers.git.address() + "/no.git"),
            "",
            "repository not found"),
        badGit("unreachable", URI.create("http://127.0.0.1:1/x.git"), "", "connection refused"),
        badGit("no-such-host", URI.create("http://nowhere.invalid/x.git"), "", "nowhere.invalid"),
        badGit("wrong-password", closed, "secretRef: {name: login}", "authentication required"),
        badGit("no-password", closed, "", "authentication required"),
        badGit("stranger", overSsh, "secretRef: {name: stranger}", "unable to authenticate"),
        badGit("wrong-host", overSsh, "secretRef: {name: wrong-host}", "knownhosts: key mismatch"),
        badGit("no-sparse", servers.shop.url(), "sparseCheckout: [nowhere]", "'nowhere'"),
        badGit("climbing-sparse", servers.shop.url(), "sparseCheckout: [../../etc]", "../../etc"),
        BadCase.of(
            "empty",
            GitRepository.class,
            SourceObjects.git("empty", URI.create(servers.git.address() + "/empty.git"), ""),
            "EmptyGitRepository",
            "empty"),
        BadCase.of(
            "missing-secret",
            GitRepository.class,
            SourceObjects.git("missing-secret", servers.shop.url(), "secretRef: {name: gone}"),
            "AuthenticationFailed",
            "/gone'"),
        BadCase.of(
            "option-host",
            GitRepository.class,
            SourceObjects.git("option-host", URI.create("ssh://x/y"), "")
                .replace("ssh://x/y", "ssh://-oProxy=x/y"),
            "URLInvalid",
            "URL"),
        BadCase.of(
            "unsigned",
            GitRepository.class,
            SourceObjects.git(
                "unsigned", servers.shop.url(), "verify: {mode: HEAD, secretRef: {name: no-keys}}"),
            "InvalidCommitSignature",
            "not signed"),
        BadCase.of(
            "missing-include",
            GitRepository.class,
            SourceObjects.git(
                "missing-include", servers.shop.url(), "include: [{repository: {name: gone}}]"),
            "NotFound",
            "'gone'"));
  }

  private List<BadCase> ociCases() {
    return List.of(
        badOci("no-tag", "good", "ref: {tag: gone}", "OCIArtifactPullFailed", "gone", "404"),
        badOci("no-version", "good", "ref: {semver: '>=9'}", "ReadOperationFailed", ">=9"),
        badOci("no-repository", "gone", "", "OCIArtifactPullFailed", "404"),
        badOci(
            "not-a-ca",
            "good",
            "certSecretRef: {name: not-a-ca}",
            "AuthenticationFailed",
            "/not-a-ca'",
            "ca.crt"),
        badOci("html", "html", "", "OCIArtifactLayerOperationFailed", "gzip"),
        badOci("climbing", "climbing", "", "OCIArtifactLayerOperationFailed", ".."),
        badOci("bomb", "bomb", "", "OCIArtifactLayerOperationFailed", "200"),
        badOci(
            "no-layer",
            "good",
            "layerSelector: {mediaType: text/other}",
            "OCIArtifactLayerOperationFailed",
            "'text/other'"),
        BadCase.of(
            "wrong-login",
            OCIRepository.class,
            SourceObjects.oci(
                "wrong-login", servers.closedRegistry, "good", "secretRef: {name: docker}"),
            "OCIArtifactPullFailed",
            "401"),
        BadCase.of(
            "away",
            OCIRepository.class,
            SourceObjects.oci("away", servers.registry, "good", "")
                .replace(servers.registry.host(), "127.0.0.1:1"),
            "OCIArtifactPullFailed",
            "127.0.0.1:1",
            "connection refused"),
        badOci(
            "unsigned",
            "good",
            "verify: {provider: cosign, secretRef: {name: no-keys}}",
            "VerificationError",
            "/no-keys'",
            ".pub"),
        badOci(
            "keyless", "good", "verify: {provider: cosign}", "VerificationError", "cosign keyless"),
        badOci(
            "notation", "good", "verify: {provider: notation}", "VerificationError", "notation"));
  }

  private List<BadCase> helmRepositoryCases() {
    return List.of(
        brokenIndex("no-yaml", "line 2"),
        brokenIndex("no-version", "no API version"),
        badCharts("endless", servers.brokenCharts.address() + "/endless", "", "100000 bytes"),
        badCharts("gone", servers.brokenCharts.address() + "/gone", "", "answered 404"),
        badCharts("loop", servers.brokenCharts.address() + "/loop", "", "redirects"),
        badCharts("away", "http://127.0.0.1:1", "", "127.0.0.1:1", "connection refused"),
        badCharts(
            "wrong-login",
            servers.closedCharts.address().toString(),
            "secretRef: {name: login}",
            "answered 401"));
  }

  private List<BadCase> helmChartCases() {
    return List.of(
        stalledChart("no-chart", "nope", "*", "'nope'"),
        stalledChart("no-such-version", "broken", ">=9", "'>=9'"),
        badChart("hostile", "hostile", "ChartPullError", "Chart.yaml"),
        badChart("broken", "broken", "ChartPullError", "chart"),
        badChart("large", "large", "ChartPullError", "100000 bytes"),
        BadCase.of(
            "no-source",
            HelmChart.class,
            SourceObjects.chart("no-source", "x", "*").replace("name: charts", "name: nowhere"),
            "SourceUnavailable",
            "'nowhere'"));
  }

  private BadCase badGit(String name, URI url, String more, String... fragments) {
    return BadCase.of(
        name,
        GitRepository.class,
        SourceObjects.git(name, url, more),
        "GitOperationFailed",
        fragments);
  }

  private BadCase badOci(
      String name, String repository, String more, String ready, String... fragments) {
    return BadCase.of(
        name,
        OCIRepository.class,
        SourceObjects.oci(name, servers.registry, repository, more),
        ready,
        fragments);
  }

  private BadCase badCharts(String name, String url, String more, String... fragments) {
    String yaml = SourceObjects.helmRepository(name, URI.create(url), more);
    return BadCase.of(name, HelmRepository.class, yaml, "Failed", fragments);
  }

  private BadCase brokenIndex(String name, String... fragments) {
    URI url = URI.create(servers.brokenCharts.address() + "/" + name);
    String yaml = SourceObjects.helmRepository(name, url, "");
    return BadCase.of(name, HelmRepository.class, yaml, "IndexationFailed", fragments);
  }

  private BadCase badChart(String name, String chart, String ready, String... fragments) {
    return BadCase.of(
        name, HelmChart.class, SourceObjects.chart(name, chart, "*"), ready, fragments);
  }

  private BadCase stalledChart(String name, String chart, String version, String... fragments) {
    return BadCase.of(
        name,
        HelmChart.class,
        SourceObjects.chart(name, chart, version),
        "InvalidChartReference",
        fragments);
  }
}
