package dev.millrace.apply;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.ObjectControls;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings objects as a source has them into the form that is applied. */
final class Preparation {

  private static final String[] CA_BUNDLE = {
    "spec", "conversion", "webhook", "clientConfig", "caBundle"
  };

  private final Normalization normalization;
  private final ObjectControls controls;

  Preparation(Normalization normalization, ObjectControls controls) {
    this.normalization = normalization;
    this.controls = controls;
  }

  /** What is wrong with objects before anybody is asked; empty if nothing is. */
  List<String> objections(List<Desired> desired) {
    return desired.stream().filter(this::isEncrypted).map(Preparation::encryptedText).toList();
  }

  private boolean isEncrypted(Desired desired) {
    KubeObject object = desired.object();
    return object.kind().equals("Secret")
        && object.apiVersion().equals("v1")
        && object.tree().containsKey("sops")
        && !controls.isNotDecrypted(object);
  }

  private static String encryptedText(Desired desired) {
    String origin = desired.origin().isEmpty() ? "" : " (source: " + desired.origin() + ")";
    return desired.ref()
        + " is SOPS encrypted, configuring decryption is required for this secret to be reconciled"
        + origin;
  }

  /** The object with the labels of its owner, in Flux's normal form. */
  Desired prepare(Desired desired, ApplyRequest request) {
    KubeObject object = normalization.normalize(request.owner().addTo(desired.object()));
    object = withCommon(object, "labels", request.commonLabels());
    object = withCommon(object, "annotations", request.commonAnnotations());
    object = object.without("metadata", "creationTimestamp");
    return desired.with(withoutInvalidCaBundle(object));
  }

  /**
   * The object without a namespace if its kind has none: the server drops it, so the inventory must
   * not have it either.
   */
  static Desired inScope(Desired desired, Cluster cluster) {
    KubeObject object = desired.object();
    if (object.namespace().isEmpty()) {
      return desired;
    }
    try {
      boolean namespaced = cluster.isNamespaced(object.apiVersion(), object.kind());
      return namespaced ? desired : desired.with(object.without("metadata", "namespace"));
    } catch (ApiFailure _) {
      return desired; // the dry run will say what is wrong
    }
  }

  private static KubeObject withCommon(
      KubeObject object, String field, Map<String, String> common) {
    if (common.isEmpty()) {
      return object;
    }
    Map<String, @Nullable Object> merged =
        new LinkedHashMap<>(Tree.map(object.tree(), "metadata", field));
    merged.putAll(common);
    return object.with(merged, "metadata", field);
  }

  /** A placeholder that a controller replaces later would make the server refuse a definition. */
  private static KubeObject withoutInvalidCaBundle(KubeObject object) {
    boolean isDefinition =
        object.kind().equalsIgnoreCase("CustomResourceDefinition")
            && object.apiVersion().startsWith("apiextensions.k8s.io/");
    return isDefinition
            && object.get(CA_BUNDLE) instanceof String bundle
            && !bundle.isEmpty()
            && !isCertificates(bundle)
        ? object.without(CA_BUNDLE)
        : object;
  }

  private static boolean isCertificates(String base64) {
    try {
      byte[] pem = Base64.getDecoder().decode(base64);
      return pem.length == 0
          || !CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .isEmpty();
    } catch (CertificateException | IllegalArgumentException _) {
      return false;
    }
  }
}
