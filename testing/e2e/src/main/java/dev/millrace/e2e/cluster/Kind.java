package dev.millrace.e2e.cluster;

/** The kinds of object that the story looks at. */
public enum Kind {
  GIT_REPOSITORY("source.toolkit.fluxcd.io/v1", "GitRepository"),
  OCI_REPOSITORY("source.toolkit.fluxcd.io/v1", "OCIRepository"),
  HELM_REPOSITORY("source.toolkit.fluxcd.io/v1", "HelmRepository"),
  HELM_CHART("source.toolkit.fluxcd.io/v1", "HelmChart"),
  KUSTOMIZATION("kustomize.toolkit.fluxcd.io/v1", "Kustomization"),
  HELM_RELEASE("helm.toolkit.fluxcd.io/v2", "HelmRelease"),
  IMAGE_REPOSITORY("image.toolkit.fluxcd.io/v1", "ImageRepository"),
  IMAGE_POLICY("image.toolkit.fluxcd.io/v1", "ImagePolicy"),
  IMAGE_UPDATE_AUTOMATION("image.toolkit.fluxcd.io/v1", "ImageUpdateAutomation"),
  RECEIVER("notification.toolkit.fluxcd.io/v1", "Receiver"),
  DEPLOYMENT("apps/v1", "Deployment"),
  STATEFUL_SET("apps/v1", "StatefulSet"),
  SERVICE("v1", "Service"),
  INGRESS("networking.k8s.io/v1", "Ingress"),
  CONFIG_MAP("v1", "ConfigMap"),
  SECRET("v1", "Secret"),
  EVENT("v1", "Event");

  private final String apiVersion;
  private final String kind;

  Kind(String apiVersion, String kind) {
    this.apiVersion = apiVersion;
    this.kind = kind;
  }

  /** Group and version, as in a manifest. */
  public String apiVersion() {
    return apiVersion;
  }

  /** The kind, as in a manifest. */
  public String kind() {
    return kind;
  }
}
