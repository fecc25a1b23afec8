package dev.millrace.controller.notification.statuspage.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A small world for a person to look at: a database that fails, and what waits for it. */
final class PictureObjects {
  private PictureObjects() {}

  /**
   * The objects.
   *
   * @param database whether it is ready: {@code True} or {@code False}
   */
  static String objects(String database, Instant now) {
    boolean well = database.equals("True");
    return OBJECTS
        .replace("@DATABASE", database)
        .replace("@DB_REASON", well ? "ReconciliationSucceeded" : "HealthCheckFailed")
        .replace(
            "@DB_MESSAGE",
            well
                ? "Applied revision: main@sha1:4f0c1d2"
                : "health check failed after 5m0s: StatefulSet/team-blue/postgres is InProgress")
        .replace("@WEB_REASON", well ? "ReconciliationSucceeded" : "DependencyNotReady")
        .replace(
            "@WEB_MESSAGE",
            well
                ? "Applied revision: main@sha1:4f0c1d2"
                : "dependency 'team-blue/database' is not ready: Ready is False")
        .replace("@RECENT", ago(now, Duration.ofMinutes(25)))
        .replace("@OLD", ago(now, Duration.ofDays(3)));
  }

  private static String ago(Instant now, Duration age) {
    return now.minus(age).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static final String OBJECTS =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: shop}
      spec: {interval: 1m, url: "https://git.example.com/team-blue/shop"}
      status:
        observedGeneration: 1
        artifact:
          {path: x, url: "http://source/x", digest: "sha256:abc", revision: "main@sha1:4f0c1d2", lastUpdateTime: "@RECENT"}
        conditions:
          - {type: Ready, status: "True", reason: Succeeded, message: "stored artifact for revision 'main@sha1:4f0c1d2'", lastTransitionTime: "@OLD"}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: database}
      spec: {interval: 10m, prune: true, wait: true, sourceRef: {kind: GitRepository, name: shop}}
      status:
        observedGeneration: 1
        lastAppliedRevision: main@sha1:4f0c1d2
        conditions:
          - {type: Ready, status: "@DATABASE", reason: "@DB_REASON", message: "@DB_MESSAGE", lastTransitionTime: "@RECENT"}
        inventory:
          entries:
            - {id: team-blue_postgres_apps_StatefulSet, v: v1}
            - {id: team-blue_postgres__Service, v: v1}
            - {id: team-blue_postgres-login__Secret, v: v1}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: web}
      spec: {interval: 10m, prune: true, sourceRef: {kind: GitRepository, name: shop}, dependsOn: [{name: database}]}
      status:
        observedGeneration: 1
        lastAppliedRevision: main@sha1:9a31b77
        lastAttemptedRevision: main@sha1:4f0c1d2
        conditions:
          - {type: Ready, status: "@DATABASE", reason: "@WEB_REASON", message: "@WEB_MESSAGE", lastTransitionTime: "@RECENT"}
        inventory:
          entries:
            - {id: team-blue_web_apps_Deployment, v: v1}
            - {id: team-blue_web__Service, v: v1}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata: {name: charts}
      spec: {interval: 10m, url: "https://charts.example.com"}
      status:
        observedGeneration: 1
        conditions:
          - {type: Ready, status: "True", reason: Succeeded, message: "stored artifact", lastTransitionTime: "@OLD"}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: cache}
      spec: {interval: 10m, chart: {spec: {chart: redis, version: 1.x, sourceRef: {kind: HelmRepository, name: charts}}}}
      status:
        observedGeneration: 1
        conditions:
          - {type: Ready, status: "True", reason: UpgradeSucceeded, message: "Helm upgrade succeeded for release team-blue/cache.v4 with chart redis@1.8.2", lastTransitionTime: "@OLD"}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata: {name: on-call}
      spec: {providerRef: {name: chat}, eventSources: [{kind: Kustomization, name: "*"}]}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata: {name: chat}
      spec: {type: slack, channel: on-call, address: "https://chat.example.com/hook"}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: postgres}
      spec: {selector: {app: postgres}, ports: [{port: 5432}]}
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: postgres}
      spec:
        serviceName: postgres
        selector: {matchLabels: {app: postgres}}
        template:
          metadata: {labels: {app: postgres}}
          spec:
            nodeSelector: {disk: fast}
            containers: [{name: postgres, image: "registry.example.com/postgres:17"}]
      """;
}
