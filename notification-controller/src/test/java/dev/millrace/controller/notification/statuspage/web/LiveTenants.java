package dev.millrace.controller.notification.statuspage.web;

import static org.awaitility.Awaitility.await;

import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.report.DriftReport;
import dev.millrace.harness.live.LiveCluster;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Namespaces of a real cluster, each with a service account that may look into it. */
final class LiveTenants {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("controller")
          .withForce(true)
          .build();

  private static final String RIGHTS =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: viewer}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: viewer}
      rules:
        - apiGroups: ["*"]
          resources: ["*"]
          verbs: [get, list, watch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: viewer}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: viewer}
      subjects: [{kind: ServiceAccount, name: viewer}]
      """;

  private final LiveCluster cluster;

  LiveTenants(LiveCluster cluster) {
    this.cluster = cluster;
  }

  /** A namespace with a viewer who may read everything in it, Secrets included. */
  String newTenant() {
    String namespace = cluster.newNamespace();
    giveRights(namespace);
    return namespace;
  }

  /** Makes the viewer of a namespace. */
  void giveRights(String namespace) {
    cluster.apply(
        namespace,
        RIGHTS.replace("name: viewer}]", "name: viewer, namespace: %s}]".formatted(namespace)));
    await().atMost(Duration.ofMinutes(2)).until(() -> mayList(namespace));
  }

  /** The API server learns of rights a moment after they were stored. */
  private boolean mayList(String namespace) {
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:%s:viewer".formatted(namespace))
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb("list")
            .withGroup("kustomize.toolkit.fluxcd.io")
            .withResource("kustomizations")
            .endResourceAttributes()
            .endSpec()
            .build();
    return Boolean.TRUE.equals(cluster.client().resource(review).create().getStatus().getAllowed());
  }

  /** A token of a namespace's viewer. */
  String token(String namespace) {
    return cluster.token(namespace, "viewer");
  }

  /** Applies objects, and then their status as a controller would. */
  void apply(String namespace, String yaml) {
    cluster.apply(namespace, yaml);
    for (String document : yaml.split("(?m)^---$", -1)) {
      if (document.contains("\nstatus:")) {
        applyStatus(namespace, document);
      }
    }
  }

  /** Tells that a text in the data of an object drifted and was reverted, as a controller does. */
  void drift(String namespace, String kind, String name, String key, String before, String after) {
    KubeObject object = KubeObject.named("v1", new ObjectRef("", kind, namespace, name));
    FieldChange change =
        new FieldChange(
            FieldChange.Kind.CHANGED, JsonPointer.of("data", key), before, after, "kubectl-edit");
    Drift drift =
        new Drift(
            namespace + "/web", object.ref(), false, List.of(SecretMask.of(object).mask(change)));
    event(namespace, "web", "Normal", "DriftDetected", DriftReport.of(drift));
  }

  /** Stores an event about a Kustomization. */
  void event(String namespace, String name, String type, String reason, String message) {
    cluster
        .client()
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withGenerateName(name + ".")
                .withNamespace(namespace)
                .endMetadata()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withLastTimestamp(Instant.now().minusSeconds(300).toString())
                .withCount(4)
                .withNewInvolvedObject()
                .withKind("Kustomization")
                .withName(name)
                .withNamespace(namespace)
                .endInvolvedObject()
                .build())
        .create();
  }

  private void applyStatus(String namespace, String yaml) {
    var stream = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    for (HasMetadata object : cluster.client().load(stream).items()) {
      object.getMetadata().setNamespace(namespace);
      cluster.client().resource(object).subresource("status").patch(APPLY);
    }
  }
}
