package dev.millrace.controller.helm.live;

import dev.millrace.servers.ChartRepository;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The sources of a scene: what a source-controller would show, and what is behind it. */
final class Sources {
  private final Scene scene;
  private final ChartRepository charts;

  Sources(Scene scene, ChartRepository charts) {
    this.scene = scene;
    this.charts = charts;
  }

  /** Makes a HelmChart with a chart, or gives it another one. */
  void chart(String name, String version, Map<String, String> files) {
    Archive archive = serve(name, version, files);
    publish(name, archive.url(), version, archive.digest());
  }

  /**
   * A packed chart that can be fetched.
   *
   * @param digest of the file
   */
  record Archive(String url, String digest) {}

  /** Packs a chart and puts it on the server of charts. */
  Archive serve(String name, String version, Map<String, String> files) {
    byte[] packed = Charts.packed(name, version, files);
    String file = scene.namespace() + "-" + name + "-" + sha256(packed).substring(0, 8);
    charts.publish(file, version, packed);
    return new Archive(
        "%s/%s-%s.tgz".formatted(charts.address(), file, version), "sha256:" + sha256(packed));
  }

  /** Makes a HelmChart that has an artifact. */
  void publish(String name, String url, String revision, String digest) {
    source(
        "HelmChart",
        name,
        "{chart: %s, interval: 1h, sourceRef: {kind: HelmRepository, name: charts}}"
            .formatted(name),
        new Archive(url, digest),
        revision);
  }

  /** Makes a source that has an artifact, or gives it another one. */
  void source(String kind, String name, String spec, Archive archive, String revision) {
    scene.apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: %s
        metadata:
          name: %s
        spec: %s
        """
            .formatted(kind, name, spec));
    statusOfSource(
        kind,
        name,
        """
        {"status":{"observedGeneration":1,"artifact":{"path":"a","url":"%s","revision":"%s",
         "digest":"%s","lastUpdateTime":"2026-01-01T00:00:00Z"}}}
        """
            .formatted(archive.url(), revision, archive.digest()));
  }

  /** Merges into the status of a HelmChart. */
  void statusOfChart(String name, String patch) {
    statusOfSource("HelmChart", name, patch);
  }

  private void statusOfSource(String kind, String name, String patch) {
    scene
        .client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", kind)
        .inNamespace(scene.namespace())
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
