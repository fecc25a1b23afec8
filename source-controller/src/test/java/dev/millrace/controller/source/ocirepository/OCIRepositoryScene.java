package dev.millrace.controller.source.ocirepository;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.api.source.OCILayerSelector;
import dev.millrace.api.source.OCIReference;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.api.source.OCIRepositorySpec;
import dev.millrace.api.source.OCIRepositoryStatus;
import dev.millrace.artifact.archive.UnpackLimits;
import dev.millrace.artifact.archive.Unpacker;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.controller.source.registry.PublicRoot;
import dev.millrace.controller.source.registry.RequireSignature;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.safety.FileTree;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import dev.millrace.servers.TarGz;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An OCIRepository, a registry, and a store for artifacts. */
@SuppressWarnings("NullAway.Init")
abstract class OCIRepositoryScene {
  static final PublicRoot OFFLINE =
      () -> {
        throw new IOException("there is no network in tests");
      };
  static final String CONFIG = "application/vnd.cncf.flux.config.v1+json";
  static final String CONTENT = "application/vnd.cncf.flux.content.v1.tar+gzip";
  static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

  @TempDir Path folder;
  @TempDir Path scratch;
  final FakeSecrets secrets = new FakeSecrets();
  final Map<String, List<String>> pullSecrets = new HashMap<>();
  final OciRegistry registry = OciRegistry.start();
  StoragePlace storage;

  @BeforeEach
  void prepare() {
    storage = new StoragePlace(folder);
  }

  @AfterEach
  void stop() {
    registry.close();
    storage.close();
  }

  String put(String tag, Map<String, String> files) {
    return put(registry, tag, files);
  }

  static String put(OciRegistry registry, String tag, Map<String, String> files) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    files.forEach((path, text) -> content.put(path, bytes(text)));
    return registry.putArtifact(
        "apps/shop",
        tag,
        CONFIG,
        List.of(new Layer(CONTENT, TarGz.of(content))),
        Map.of(
            "org.opencontainers.image.source", "https://git.test/shop",
            "org.opencontainers.image.revision", "main@1"));
  }

  Wish wish() {
    return new Wish(url());
  }

  String url() {
    return url(registry);
  }

  static String url(OciRegistry registry) {
    return "oci://" + registry.host() + "/apps/shop";
  }

  ReconcileHarness<OCIRepository, OCIRepositoryStatus> harness(Wish wish) {
    OCIRepository object = new OCIRepository();
    object.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("apps").build());
    object.setSpec(wish.spec());
    var login =
        new RegistryLogin(
            secrets,
            (namespace, account) -> Optional.ofNullable(pullSecrets.get(namespace + "/" + account)),
            SourceReason.AUTHENTICATION_FAILED);
    var pipeline =
        new OCIRepositoryPipeline(
            storage.keeper(),
            new OpenRegistry(login, Clock.systemUTC()),
            new ResolveDigest(),
            new VerifySignature(new RequireSignature(secrets, OFFLINE, Clock.systemUTC())),
            new PullLayer(scratch));
    return ReconcileHarness.of(new OCIRepositoryKind(), pipeline, object);
  }

  FileTree unpacked(Artifact artifact) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(artifact.path()))) {
      return new Unpacker(UnpackLimits.forArtifacts()).intoMemory(in);
    }
  }

  static Artifact artifact(ReconcileHarness<OCIRepository, OCIRepositoryStatus> of) {
    return of.object().artifact().orElseThrow();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Builds a spec. */
  static final class Wish {
    private String url;
    private @Nullable OCIReference ref;
    private @Nullable OCILayerSelector layer;
    private @Nullable LocalObjectReference secret;
    private @Nullable String serviceAccount;
    private @Nullable LocalObjectReference certificates;
    private @Nullable LocalObjectReference proxy;
    private @Nullable ArtifactVerification verify;
    private boolean insecure = true;
    private @Nullable String ignore;

    Wish(String url) {
      this.url = url;
    }

    Wish url(String other) {
      url = other;
      return this;
    }

    Wish ref(OCIReference wanted) {
      ref = wanted;
      return this;
    }

    Wish layer(OCILayerSelector wanted) {
      layer = wanted;
      return this;
    }

    Wish secret(String name) {
      secret = new LocalObjectReference(name);
      return this;
    }

    Wish serviceAccount(String name) {
      serviceAccount = name;
      return this;
    }

    Wish certificates(String name) {
      certificates = new LocalObjectReference(name);
      return this;
    }

    Wish proxy(String name) {
      proxy = new LocalObjectReference(name);
      return this;
    }

    Wish verify(ArtifactVerification wanted) {
      verify = wanted;
      return this;
    }

    Wish insecure(boolean accepted) {
      insecure = accepted;
      return this;
    }

    Wish ignore(String rules) {
      ignore = rules;
      return this;
    }

    OCIRepositorySpec spec() {
      return new OCIRepositorySpec(
          url,
          new GoDuration("10m"),
          new GoDuration("5s"),
          ref,
          layer,
          "generic",
          secret,
          serviceAccount,
          certificates,
          proxy,
          verify,
          insecure,
          ignore,
          false);
    }
  }
}
