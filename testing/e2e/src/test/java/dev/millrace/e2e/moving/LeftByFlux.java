package dev.millrace.e2e.moving;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes objects and statuses as Flux's controllers do, under their names. */
final class LeftByFlux {
  private static final PatchContext.Builder APPLY =
      new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY).withForce(true);

  private final Cluster cluster;

  LeftByFlux(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Applies manifests as a controller. */
  void apply(String controller, String manifests) {
    byte[] text = manifests.getBytes(StandardCharsets.UTF_8);
    List<HasMetadata> objects = cluster.client().load(new ByteArrayInputStream(text)).items();
    for (HasMetadata object : objects) {
      cluster.client().resource(object).patch(APPLY.withFieldManager(controller).build());
    }
  }

  /** Sets the status of an object, as a JSON merge patch of a controller. */
  void status(Kind kind, String namespace, String name, String controller, String status) {
    PatchContext patch =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(controller)
            .build();
    cluster
        .client()
        .genericKubernetesResources(kind.apiVersion(), kind.kind())
        .inNamespace(namespace)
        .withName(name)
        .subresource("status")
        .patch(patch, "{\"status\":" + status + "}");
  }

  /** A Helm release, in the form in which Helm stores it. */
  static String encoded(String release) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(release.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] base64 = Base64.getEncoder().encode(packed.toByteArray());
    return Base64.getEncoder().encodeToString(base64);
  }

  /** {@code sha256:…} of a text. */
  static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
