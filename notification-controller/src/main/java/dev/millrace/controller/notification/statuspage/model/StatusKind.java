package dev.millrace.controller.notification.statuspage.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds that the page reads: those of the suite, and never Secrets. */
public enum StatusKind {
  GIT_REPOSITORY("GitRepository", "source.toolkit.fluxcd.io/v1", "gitrepositories", Part.DELIVERY),
  OCI_REPOSITORY("OCIRepository", "source.toolkit.fluxcd.io/v1", "ocirepositories", Part.DELIVERY),
  BUCKET("Bucket", "source.toolkit.fluxcd.io/v1", "buckets", Part.DELIVERY),
  HELM_REPOSITORY(
      "HelmRepository", "source.toolkit.fluxcd.io/v1", "helmrepositories", Part.DELIVERY),
  HELM_CHART("HelmChart", "source.toolkit.fluxcd.io/v1", "helmcharts", Part.DELIVERY),
  ARTIFACT_GENERATOR(
      "ArtifactGenerator",
      "source.extensions.fluxcd.io/v1beta1",
      "artifactgenerators",
      Part.DELIVERY),
  EXTERNAL_ARTIFACT(
      "ExternalArtifact", "source.toolkit.fluxcd.io/v1", "externalartifacts", Part.DELIVERY),
  KUSTOMIZATION("Kustomization", "kustomize.toolkit.fluxcd.io/v1", "kustomizations", Part.DELIVERY),
  HELM_RELEASE("HelmRelease", "helm.toolkit.fluxcd.io/v2", "helmreleases", Part.DELIVERY),
  ALERT("Alert", "notification.toolkit.fluxcd.io/v1beta3", "alerts", Part.NOTIFICATION),
  PROVIDER("Provider", "notification.toolkit.fluxcd.io/v1beta3", "providers", Part.NOTIFICATION),
  RECEIVER("Receiver", "notification.toolkit.fluxcd.io/v1", "receivers", Part.NOTIFICATION),
  IMAGE_REPOSITORY(
      "ImageRepository", "image.toolkit.fluxcd.io/v1", "imagerepositories", Part.IMAGE),
  IMAGE_POLICY("ImagePolicy", "image.toolkit.fluxcd.io/v1", "imagepolicies", Part.IMAGE),
  IMAGE_UPDATE_AUTOMATION(
      "ImageUpdateAutomation", "image.toolkit.fluxcd.io/v1", "imageupdateautomations", Part.IMAGE);

  /** Where on the page the objects of a kind are. */
  public enum Part {
    DELIVERY("Delivery"),
    NOTIFICATION("Notifications"),
    IMAGE("Images");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    /** The heading of this part. */
    public String title() {
      return title;
    }
  }

  private final String kind;
  private final String apiVersion;
  private final String plural;
  private final Part part;

  StatusKind(String kind, String apiVersion, String plural, Part part) {
    this.kind = kind;
    this.apiVersion = apiVersion;
    this.plural = plural;
    this.part = part;
  }

  /** The kind of that name, if the page knows it. */
  public static Optional<StatusKind> named(String kind) {
    return Arrays.stream(values()).filter(each -> each.kind.equals(kind)).findFirst();
  }

  /** The names of all kinds, in the order of the page. */
  public static List<String> names() {
    return Arrays.stream(values()).map(StatusKind::kind).toList();
  }

  /** As manifests name it. */
  public String kind() {
    return kind;
  }

  /** Group and version in which it is read. */
  public String apiVersion() {
    return apiVersion;
  }

  /** As addresses of the API server name it. */
  public String plural() {
    return plural;
  }

  /** Where on the page its objects are. */
  public Part part() {
    return part;
  }

  /** Whether its objects may be fine without saying so: no controller writes a condition. */
  boolean mayBeSilent() {
    return switch (this) {
      case ALERT, PROVIDER, HELM_REPOSITORY, EXTERNAL_ARTIFACT -> true;
      default -> false;
    };
  }
}
