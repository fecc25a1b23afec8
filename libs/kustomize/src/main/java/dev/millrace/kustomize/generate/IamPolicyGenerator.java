package dev.millrace.kustomize.generate;

import dev.millrace.kustomize.kustomization.StructReader;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.Resource.Source;
import dev.millrace.kustomize.schema.Scopes;

/** Makes a ServiceAccount that acts as an account of a cloud; only GKE is known. */
public final class IamPolicyGenerator implements Generator {
  private static final String ANNOTATION = "iam.gke.io/gcp-service-account";

  private final String cloud;
  private final Account kubernetes;
  private final Account provider;
  private final Scopes scopes;

  /** A named account in a namespace or project. */
  private record Account(String name, String place) {}

  /** Reads the configuration of the plugin. */
  public IamPolicyGenerator(StructReader in, Scopes scopes) {
    this.cloud = in.text("cloud");
    this.kubernetes =
        in.structOrEmpty(
            "kubernetesService", s -> new Account(s.text("name"), s.text("namespace")));
    this.provider =
        in.structOrEmpty("serviceAccount", s -> new Account(s.text("name"), s.text("projectId")));
    this.scopes = scopes;
  }

  @Override
  public Resource generate() {
    if (!cloud.equals("gke")) {
      throw new KustomizeException("cloud provider '" + cloud + "' is not supported; use gke");
    }
    if (kubernetes.name.isEmpty()) {
      throw new KustomizeException("the ServiceAccount needs a name; set kubernetesService.name");
    }
    Node metadata = Node.map();
    Node annotations = Node.map();
    String email = provider.name + "@" + provider.place + ".iam.gserviceaccount.com";
    annotations.setField(ANNOTATION, Node.scalar(email));
    metadata.setField("annotations", annotations);
    metadata.setField("name", Node.scalar(kubernetes.name));
    if (!kubernetes.place.isEmpty()) {
      metadata.setField("namespace", Node.scalar(kubernetes.place));
    }
    Node root = Node.map();
    root.setField("apiVersion", Node.scalar("v1"));
    root.setField("kind", Node.scalar("ServiceAccount"));
    root.setField("metadata", metadata);
    return new Resource(root, scopes, Source.GENERATED);
  }
}
