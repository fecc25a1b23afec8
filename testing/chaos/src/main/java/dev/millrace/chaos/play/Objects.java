package dev.millrace.chaos.play;

import dev.millrace.e2e.cluster.Kind;
import java.util.List;

/** The manifests of a play. */
final class Objects {
  /** What asks for runs, from the first that a commit passes to the last. */
  static final List<Kind> RUNNING =
      List.of(
          Kind.GIT_REPOSITORY,
          Kind.KUSTOMIZATION,
          Kind.HELM_RELEASE,
          Kind.IMAGE_REPOSITORY,
          Kind.IMAGE_UPDATE_AUTOMATION,
          Kind.RECEIVER);

  static final String APPLICATION =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: app, namespace: NS}
      spec: {interval: 1s, url: URL, ref: {branch: main}}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: app, namespace: NS}
      spec:
        interval: 5s
        retryInterval: 1s
        timeout: 1m
        path: ./app
        prune: true
        wait: true
        targetNamespace: NS
        sourceRef: {kind: GitRepository, name: app}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: app, namespace: NS}
      spec:
        interval: 5s
        timeout: 1m
        install: {strategy: {name: RetryOnFailure, retryInterval: 1s}}
        upgrade: {strategy: {name: RetryOnFailure, retryInterval: 1s}}
        chart:
          spec:
            interval: 2s
            chart: ./chart
            sourceRef: {kind: GitRepository, name: app}
      """;

  static final String IMAGES =
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata: {name: app, namespace: NS}
      spec: {image: IMAGE, interval: 1s, insecure: true}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata: {name: app, namespace: NS}
      spec:
        imageRepositoryRef: {name: app}
        policy: {semver: {range: 1.x}}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata: {name: app, namespace: NS}
      spec:
        interval: 5s
        sourceRef: {kind: GitRepository, name: app}
        git:
          checkout: {ref: {branch: main}}
          commit:
            author: {name: Automation, email: automation@example.com}
            messageTemplate: Update the image
          push: {branch: main}
        update: {path: ./app, strategy: Setters}
      """;

  static final String ALERTS =
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata: {name: app, namespace: NS}
      spec: {type: generic, address: SINK}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata: {name: app, namespace: NS}
      spec:
        providerRef: {name: app}
        eventSources:
        - {kind: GitRepository, name: app}
        - {kind: Kustomization, name: app}
        - {kind: HelmRelease, name: app}
        - {kind: ImageUpdateAutomation, name: app}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: token, namespace: NS}
      stringData: {token: TOKEN}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata: {name: app, namespace: NS}
      spec:
        type: generic
        secretRef: {name: token}
        resources: [{kind: GitRepository, name: app}]
      """;

  /** What the Secret of a play holds, which nobody must tell. */
  static final String TOKEN = "told-to-nobody-at-all";

  private Objects() {}

  static String configMap(String name, String value) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {value: \"%s\"}\n"
        .formatted(name, value);
  }

  /** Names an image that the policy moves on. */
  static String image(String namespace, String image) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: image}
        data:
          image: %s # {"$imagepolicy": "%s:app"}
        """
        .formatted(image, namespace);
  }
}
