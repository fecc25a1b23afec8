package dev.millrace.controller.helm.release;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.helm.chart.ChartJson;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.storage.ReleaseJson;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.StructFields;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/**
 * The digest by which a recorded revision is known again, the same as Flux's: over the JSON of all
 * that matters of it, without tests, which anybody may run (FLUX.md 4.3).
 */
final class ReleaseDigest {
  private ReleaseDigest() {}

  /**
   * The digest.
   *
   * @param ociDigest of the artifact that the chart came from; empty for other sources
   */
  static Digest of(Release release, String ociDigest, DigestAlgorithm algorithm) {
    MessageDigest hasher = algorithm.hasher();
    var hashing = new DigestOutputStream(OutputStream.nullOutputStream(), hasher);
    try (var json = new OutputStreamWriter(hashing, StandardCharsets.UTF_8)) {
      GoJson.write(tree(release, ociDigest), json);
      json.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Digest.of(algorithm, hasher);
  }

  private static StructFields tree(Release release, String ociDigest) {
    List<Hook> hooks =
        release.hooks().stream().filter(hook -> !hook.runsAt(HookEvent.TEST)).toList();
    var tree = new StructFields();
    tree.put("name", release.name());
    tree.put("version", (long) release.version());
    tree.put("info", ReleaseJson.write(release.info()));
    tree.put("chartMetadata", ChartJson.write(release.chart().metadata()));
    tree.put("config", release.config().isEmpty() ? null : release.config());
    tree.put("manifest", release.manifest());
    tree.put("hooks", hooks.isEmpty() ? null : hooks.stream().map(ReleaseJson::write).toList());
    tree.put("namespace", release.namespace());
    tree.put("ociDigest", ociDigest);
    return tree;
  }
}
