package dev.millrace.controller.source.ocirepository;

import static dev.millrace.controller.source.status.SourceReason.ARCHIVE_OPERATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.OCI_ARTIFACT_LAYER_OPERATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.OCI_ARTIFACT_PULL_FAILED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.OCILayerSelector;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.archive.MalformedArchive;
import dev.millrace.artifact.archive.UnpackLimits;
import dev.millrace.artifact.archive.Unpacker;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.artifact.IgnoredFiles;
import dev.millrace.controller.source.artifact.ScratchFolder;
import dev.millrace.oci.Descriptor;
import dev.millrace.oci.Manifest;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.oci.registry.RegistryClient.BlobReader;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Pulls one layer and stores it: its files as an archive of our own, or the layer as it is. */
public final class PullLayer {
  private static final String COPY = "copy";

  /** Flux picks this one out of an index, whatever it runs on itself. */
  private static final String PLATFORM = "linux/amd64";

  private final Unpacker unpacker = new Unpacker(UnpackLimits.forArtifacts());
  private final Path temporaryFolder;

  /**
   * @param temporaryFolder an existing folder for layers that are being worked on
   */
  public PullLayer(Path temporaryFolder) {
    this.temporaryFolder = temporaryFolder;
  }

  /** Stores the layer under the name of the manifest's digest (FLUX.md 1.5). */
  Artifact publish(
      ArtifactKeeper keeper, OCIRepository object, ResolvedImage image, RegistryClient registry)
      throws InterruptedException {
    Manifest manifest = manifest(object, image, registry);
    OCILayerSelector selector = object.spec().layerSelector();
    Pull pull = new Pull(registry, image, layer(manifest, selector));
    String file = image.digest().hex() + ".tar.gz";
    try (ScratchFolder scratch = ScratchFolder.in(temporaryFolder)) {
      if (selector != null && COPY.equals(selector.operation())) {
        Path layer = copied(pull, scratch.path());
        return keeper.publish(
            object, file, image.revision(), manifest.annotations(), out -> Files.copy(layer, out));
      }
      ArchiveTree kept =
          IgnoredFiles.removedFrom(extracted(pull, scratch.path()), object.spec().ignore());
      return keeper.publishArchive(object, file, image.revision(), manifest.annotations(), kept);
    } catch (IOException e) {
      throw new ReconcileFailure(
          ARCHIVE_OPERATION_FAILED, "failed to use a temporary folder: " + e.getMessage(), e);
    }
  }

  /** What is pulled from where. */
  private record Pull(RegistryClient registry, ResolvedImage image, Descriptor layer) {
    <T> T through(BlobReader<T> reader) throws RegistryException {
      return registry.blob(image.pinned(), layer, reader);
    }
  }

  private static Manifest manifest(
      OCIRepository object, ResolvedImage image, RegistryClient registry) {
    try {
      Manifest manifest = registry.manifest(image.pinned());
      if (!manifest.isIndex()) {
        return manifest;
      }
      Descriptor chosen =
          manifest
              .manifestFor(PLATFORM)
              .orElseThrow(
                  () ->
                      new RegistryException(
                          RegistryException.Reason.NOT_FOUND,
                          "the index has no manifest for the platform " + PLATFORM));
      return registry.manifest(image.reference().withDigest(chosen.digest()));
    } catch (RegistryException e) {
      throw new ReconcileFailure(
          OCI_ARTIFACT_PULL_FAILED,
          "failed to pull artifact from '%s': %s".formatted(object.spec().url(), e.getMessage()),
          e);
    }
  }

  private static Descriptor layer(Manifest manifest, @Nullable OCILayerSelector selector) {
    if (manifest.layers().isEmpty()) {
      throw layerFailure("no layers found in artifact", null);
    }
    String mediaType = selector == null ? null : selector.mediaType();
    if (mediaType == null || mediaType.isEmpty()) {
      return manifest.layers().getFirst();
    }
    return manifest
        .layer(mediaType)
        .orElseThrow(
            () ->
                layerFailure(
                    "failed to find layer with media type '%s' in artifact".formatted(mediaType),
                    null));
  }

  private static Path copied(Pull pull, Path folder) {
    try {
      return pull.through(
          blob -> {
            Path file = folder.resolve("layer");
            Files.copy(blob, file);
            return file;
          });
    } catch (RegistryException e) {
      throw layerFailure("failed to copy layer from artifact: " + e.getMessage(), e);
    }
  }

  private ArchiveTree extracted(Pull pull, Path folder) {
    try {
      return pull.through(blob -> unpacker.intoTree(blob, folder));
    } catch (RegistryException e) {
      String doing = isAboutContent(e) ? "extract layer contents" : "pull layer";
      throw layerFailure("failed to %s from artifact: %s".formatted(doing, e.getMessage()), e);
    }
  }

  private static boolean isAboutContent(RegistryException e) {
    return e.getCause() instanceof MalformedArchive
        || e.getCause() instanceof LimitExceeded
        || e.getCause() instanceof UnsafePath;
  }

  private static ReconcileFailure layerFailure(String message, @Nullable Throwable cause) {
    return new ReconcileFailure(OCI_ARTIFACT_LAYER_OPERATION_FAILED, message, cause);
  }
}
