package dev.millrace.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Writes images as OCI archives. The same files on the same base make the same digest, whenever and
 * wherever that happens.
 *
 * @param base what the images are built on
 * @param version the tag, and what the label says
 * @param cache where layers are kept between builds
 */
record ImageArchive(BaseImage base, String version, Path cache) {
  /** The unprivileged account of distroless images; the Deployments ask for the same. */
  static final String USER = "65532:65532";

  private static final Instant CREATED = Instant.EPOCH;

  /**
   * Writes an image to a file in a folder that exists.
   *
   * @return its digest, {@code sha256:…}
   */
  String write(ImagePlan plan, Path archive) throws Exception {
    JibContainerBuilder image =
        base.begin()
            .setFormat(ImageFormat.OCI)
            .setPlatforms(Set.of(new Platform(architecture(), "linux")))
            .setCreationTime(CREATED)
            .setUser(USER)
            .setEntrypoint(plan.entrypoint())
            .setProgramArguments()
            .setExposedPorts(Port.tcp(8080), Port.tcp(9440))
            .setLabels(labels(plan));
    plan.layers().forEach(image::addFileEntriesLayer);
    JibContainer written =
        image.containerize(
            Containerizer.to(
                    TarImage.at(archive).named(ImageReference.of(null, plan.name(), version)))
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("application"))
                .setToolName("millrace"));
    return written.getDigest().toString();
  }

  private Map<String, String> labels(ImagePlan plan) {
    return Map.of(
        "org.opencontainers.image.title",
        plan.name(),
        "org.opencontainers.image.version",
        version,
        "org.opencontainers.image.licenses",
        "Apache-2.0",
        "org.opencontainers.image.base.name",
        base.label());
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("aarch64") ? "arm64" : name;
  }
}
