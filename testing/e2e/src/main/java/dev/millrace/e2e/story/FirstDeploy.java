package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.Repository;
import dev.millrace.servers.TarGz;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two tenants hand in their objects; the shop, its settings and the reports become running. */
final class FirstDeploy implements Step {
  private record Wanted(Kind kind, String namespace, String name) {}

  private static final List<Wanted> READY =
      List.of(
          new Wanted(Kind.GIT_REPOSITORY, "team-blue", "shop"),
          new Wanted(Kind.KUSTOMIZATION, "team-blue", "shop-dev"),
          new Wanted(Kind.IMAGE_REPOSITORY, "team-blue", "web"),
          new Wanted(Kind.IMAGE_POLICY, "team-blue", "web"),
          new Wanted(Kind.GIT_REPOSITORY, "team-green", "shop"),
          new Wanted(Kind.OCI_REPOSITORY, "team-green", "settings"),
          new Wanted(Kind.KUSTOMIZATION, "team-green", "settings"),
          new Wanted(Kind.KUSTOMIZATION, "team-green", "shop-prod"),
          new Wanted(Kind.HELM_REPOSITORY, "team-green", "shop-charts"),
          new Wanted(Kind.HELM_RELEASE, "team-green", "reports"),
          new Wanted(Kind.RECEIVER, "team-green", "push"));

  @Override
  public String title() {
    return "First deploy: two tenants, a shop from Git, its settings from a registry, a chart";
  }

  @Override
  public void play(Stage stage) {
    long begin = System.nanoTime();
    Path samples = Repository.root().resolve("manifests/samples");
    publish(stage, samples);
    stage.cluster().apply(samples.resolve("tenants"), stage.addresses());
    stage.cluster().apply(samples.resolve("gitops"), stage.addresses());
    for (Wanted wanted : READY) {
      Observed object =
          stage
              .cluster()
              .await(wanted.kind(), wanted.namespace(), wanted.name(), Observed::isReady);
      stage
          .progress()
          .happened(
              "%s %s/%s".formatted(wanted.kind().kind(), wanted.namespace(), wanted.name()),
              object.readyMessage(),
              begin);
    }
    Expect.replicas(stage, "team-green", "web", 3);
    Expect.replicas(stage, "team-green", "reports", 2);
    Expect.text(
        "the host of the production ingress",
        "shop.example.com",
        stage
            .cluster()
            .find(Kind.INGRESS, "team-green", "web")
            .map(ingress -> ingress.text("spec.rules.0.host"))
            .orElse(""));
  }

  private static void publish(Stage stage, Path samples) {
    stage.shop().commitFolder("Open the shop", samples.resolve("shop"));
    stage.registry().putImage("shop/web", "1.0.0");
    stage
        .registry()
        .putArtifact(
            "shop/settings",
            "stable",
            "application/vnd.cncf.flux.config.v1+json",
            List.of(
                new OciRegistry.Layer(
                    "application/vnd.cncf.flux.content.v1.tar+gzip",
                    TarGz.of(TarGz.files("", samples.resolve("settings"))))),
            Map.of("org.opencontainers.image.revision", "stable"));
    ReportsChart.publish(stage, "1.0.0", Map.of());
  }
}
