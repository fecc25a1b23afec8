package dev.millrace.controller.kustomize.stage;

import dev.millrace.controller.kustomize.config.RunningController;
import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real API server and a server of artifacts, shared by all tests of the module, and controllers
 * that run in this process: one for each set of flags that tests ask for. Each controller sees only
 * the Kustomizations that carry its label.
 */
public final class Stage implements AutoCloseable {
  /** A flag by which every run counts as short, however slow the machine is. */
  public static final String QUICK = "--progress-after=1h";

  static final String LABEL = "test.millrace.dev/controller";
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("administrator")
          .withForce(true)
          .build();

  private final Path folder;
  private final AuditLog audit;
  private final LiveCluster cluster;
  private final ArtifactServer artifacts = ArtifactServer.start();
  private final Map<Direction, Cast> controllers = new LinkedHashMap<>();

  /** A controller and the label of what it works on. */
  record Cast(RunningController controller, String label) {}

  /** What a controller is started with. */
  private record Direction(Map<String, String> environment, List<String> flags) {}

  Stage() {
    try {
      folder = Files.createTempDirectory("millrace-kustomize-stage");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    audit = AuditLog.in(folder);
    cluster = LiveCluster.start(audit.flags());
  }

  /** A new namespace for a test whose controller has these flags. */
  public Scene scene(String... flags) {
    return scene(Map.of(), flags);
  }

  /** A new namespace for a test whose controller has these variables and flags. */
  public Scene scene(Map<String, String> environment, String... flags) {
    return new Scene(this, cast(new Direction(environment, List.of(flags))));
  }

  /** The requests that the API server answers. */
  public AuditLog audit() {
    return audit;
  }

  /** The kubeconfig of an administrator. */
  public Path kubeconfig() {
    return cluster.kubeconfig();
  }

  /** Where the API server is. */
  public String address() {
    return client().getConfiguration().getMasterUrl().replaceAll("/$", "");
  }

  /** The certificate of the authority that vouches for the API server. */
  public String authority() {
    return new String(
        Base64.getDecoder().decode(client().getConfiguration().getCaCertData()),
        StandardCharsets.UTF_8);
  }

  /** As the administrator. */
  public KubernetesClient client() {
    return cluster.client();
  }

  LiveCluster cluster() {
    return cluster;
  }

  ArtifactServer artifacts() {
    return artifacts;
  }

  /** Applies manifests as the administrator; the kinds of definitions can be used afterwards. */
  public void apply(String manifests) {
    List<HasMetadata> objects =
        client().load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8))).items();
    for (HasMetadata object : objects) {
      client().resource(object).patch(APPLY);
      if (object instanceof CustomResourceDefinition definition) {
        Awaitility.await("the kind is served")
            .atMost(Duration.ofSeconds(90))
            .until(() -> servedKinds(definition).contains(kind(definition)));
      }
    }
  }

  private static String kind(CustomResourceDefinition definition) {
    return definition.getSpec().getNames().getKind();
  }

  private List<String> servedKinds(CustomResourceDefinition definition) {
    String version = definition.getSpec().getVersions().getFirst().getName();
    APIResourceList served =
        client().getApiResources(definition.getSpec().getGroup() + "/" + version);
    return served == null
        ? List.of()
        : served.getResources().stream().map(APIResource::getKind).toList();
  }

  private synchronized Cast cast(Direction direction) {
    return controllers.computeIfAbsent(
        direction,
        _ -> {
          String label = "c" + controllers.size();
          List<String> all = new ArrayList<>(direction.flags());
          all.add("--watch-label-selector=" + LABEL + "=" + label);
          return new Cast(
              RunningController.start(
                  Config.fromKubeconfig(kubeconfig().toFile()),
                  direction.environment(),
                  all.toArray(String[]::new)),
              label);
        });
  }

  @Override
  public void close() {
    controllers.values().forEach(cast -> cast.controller().close());
    artifacts.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
