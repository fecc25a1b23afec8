package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.servers.Repository;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/**
 * The status page of the packaged controller: nothing without a token, else what its owner sees.
 */
final class StatusPageShowsTheStory implements Step {
  private static final long TOKEN_SECONDS = 600;

  @Override
  public String title() {
    return "the status page";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    assertThat(page(stage, "").statusCode()).isEqualTo(401);

    String tenant = token(stage, "team-blue", "deployer");
    String all = page(stage, token(stage, "flux-system", "notification-controller")).body();
    String none = page(stage, tenant).body();

    assertThat(all)
        .contains("team-blue/<b>shop-dev</b>", "team-green/<b>shop-prod</b>")
        .contains("Kustomization", "HelmRelease", "/objects/HelmRelease/team-green/reports");
    assertThat(none)
        .contains("kustomizations in namespace team-blue: you may not see them")
        .doesNotContain("<b>shop-dev</b>", "<b>shop-prod</b>");

    installViewersRole(stage);
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(page(stage, tenant).body())
                    .contains("team-blue/<b>shop-dev</b>")
                    .doesNotContain("<b>shop-prod</b>"));
  }

  /** Kubernetes makes it part of the role that tenants have, a moment later. */
  private static void installViewersRole(Stage stage) {
    try {
      String role =
          Files.readString(
              Repository.root().resolve("manifests/install/components/status-page/view.yaml"));
      stage.cluster().applyText(role, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> page(Stage stage, String token) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stage.statusPage() + "/"))
            .timeout(Duration.ofSeconds(60));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String token(Stage stage, String namespace, String account) {
    return stage
        .cluster()
        .client()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_SECONDS)
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }
}
