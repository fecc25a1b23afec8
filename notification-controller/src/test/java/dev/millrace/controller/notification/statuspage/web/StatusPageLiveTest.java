package dev.millrace.controller.notification.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.live.LiveCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The status page on a real API server, with the rights of two tenants. */
@Timeout(180)
class StatusPageLiveTest {
  private static final String SHOP =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: shop}
      spec: {interval: 1m, url: "https://git.example.com/shop"}
      status:
        observedGeneration: 1
        artifact:
          path: x
          url: http://source/x
          digest: sha256:abc
          revision: main@sha1:0123
          lastUpdateTime: "2026-01-01T00:00:00Z"
        conditions:
          - {type: Ready, status: "True", reason: Succeeded, message: stored, lastTransitionTime: "2026-01-01T00:00:00Z"}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: web}
      spec: {interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: shop}}
      status:
        observedGeneration: 1
        lastAppliedRevision: main@sha1:0123
        conditions:
          - {type: Ready, status: "%s", reason: Whatever, message: "web is %s", lastTransitionTime: "2026-01-01T00:00:00Z"}
        inventory:
          entries:
            - {id: %s_settings__ConfigMap, v: v1}
            - {id: %s_lost__ConfigMap, v: v1}
            - {id: %s_login__Secret, v: v1}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {colour: hidden-colour}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: login}
      stringData: {password: hidden-password}
      """;

  private static LiveCluster cluster;
  private static LiveTenants tenants;
  private static RunningStatusPage server;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    cluster = LiveCluster.start();
    tenants = new LiveTenants(cluster);
    http = HttpClient.newHttpClient();
    server = new RunningStatusPage(cluster.client().getConfiguration(), Duration.ofMillis(200));
  }

  @AfterAll
  static void stop() {
    http.close();
    server.close();
    cluster.close();
  }

  @Test
  void row51ShowsEachTenantOnlyWhatIsTheirs() throws Exception {
    String blue = tenantWithShop("True");
    String green = tenantWithShop("False");

    String seenByBlue = get("/", tenants.token(blue)).body();
    String seenByGreen = get("/", tenants.token(green)).body();

    assertThat(seenByBlue)
        .contains("system:serviceaccount:" + blue, blue + "/<b>web</b>", "All is well")
        .doesNotContain(green);
    assertThat(seenByGreen)
        .contains(green + "/<b>web</b>", "1 failing", "web is False")
        .doesNotContain(blue);
  }

  @Test
  void row51SaysWhatAViewerMayNotSee() throws Exception {
    String blue = tenantWithShop("True");
    String green = tenantWithShop("True");
    String token = tenants.token(blue);

    HttpResponse<String> object = get("/objects/Kustomization/%s/web".formatted(green), token);
    HttpResponse<String> page = get("/?namespace=" + green, token);

    assertThat(object.statusCode()).isEqualTo(403);
    assertThat(object.body()).contains("You may not see this object").doesNotContain("web is");
    assertThat(page.body())
        .contains("kustomizations in namespace " + green + ": you may not see them")
        .doesNotContain("web is True");
  }

  @Test
  void showsTheObjectsThatWereAppliedButNoValues() throws Exception {
    String tenant = tenantWithShop("True");

    String html =
        get("/objects/Kustomization/%s/web".formatted(tenant), tenants.token(tenant)).body();

    assertThat(html)
        .contains("settings", "Secrets are never read", "is not in the cluster", "main@sha1:0123")
        .doesNotContain("hidden-colour", "hidden-password", "aGlkZGVuLXBhc3N3b3Jk");
  }

  @Test
  void row28ShowsWhatDriftedWithoutTheValuesOfSecrets() throws Exception {
    String tenant = tenantWithShop("True");
    tenants.drift(tenant, "ConfigMap", "settings", "colour", "blue", "red");
    tenants.drift(tenant, "Secret", "login", "user", "hidden-user", "hidden-intruder");

    String html =
        get("/objects/Kustomization/%s/web".formatted(tenant), tenants.token(tenant)).body();

    assertThat(html)
        .contains("Wanted and found", "/data/colour", "&#39;blue&#39;", "&#39;red&#39;")
        .contains("Secret/" + tenant + "/login", "/data/user", "*** (before)", "*** (after)")
        .doesNotContain("hidden-user", "hidden-intruder", "hidden-password");
  }

  @Test
  void keepsTheTokenOfAFormToItself() throws Exception {
    String tenant = tenantWithShop("True");
    String token = tenants.token(tenant);

    HttpResponse<String> login = login(token, "https");
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    String pair = cookie.substring(0, cookie.indexOf(';'));

    assertThat(login.statusCode()).isEqualTo(303);
    assertThat(cookie)
        .contains("; HttpOnly", "; SameSite=Strict", "; Secure")
        .doesNotContain(token);
    assertThat(login(token, "http").headers().firstValue("Set-Cookie").orElseThrow())
        .doesNotContain("Secure");
    assertThat(withCookie("GET", "/", pair).body()).contains(tenant).doesNotContain(token);
    assertThat(withCookie("POST", "/logout", pair).statusCode()).isEqualTo(303);
    assertThat(withCookie("GET", "/", pair).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesTokensThatTheApiServerDoesNotKnow() throws Exception {
    assertThat(get("/", "nonsense").statusCode()).isEqualTo(401);
    assertThat(login("nonsense", "http").statusCode()).isEqualTo(401);
    assertThat(login("two words", "http").statusCode()).isEqualTo(401);
  }

  @Test
  void tellsAnOpenPageOfEachChange() throws Exception {
    String tenant = tenantWithShop("True");
    String token = tenants.token(tenant);
    try (Stream stream = new Stream(token)) {
      stream.awaitEvent("change");
      shop(tenant, "False");
      stream.awaitEvent("change");
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> get("/", token).body().contains("1 failing"));
  }

  /** SECURITY-CASES.md row 42. */
  @Test
  void row42ShowsAnOpenPageNothingMoreOnceTheRightsAreGone() throws Exception {
    String tenant = tenantWithShop("True");
    String token = tenants.token(tenant);
    try (Stream stream = new Stream(token)) {
      stream.awaitEvent("change");
      cluster.client().rbac().roleBindings().inNamespace(tenant).withName("viewer").delete();
      stream.awaitEvent("change");
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !get("/", token).body().contains("web is True"));
  }

  /** SECURITY-CASES.md row 42. */
  @Test
  void row42EndsAnOpenPageOnceTheTokenIsWorthNothing() throws Exception {
    String tenant = tenantWithShop("True");
    String token = tenants.token(tenant);
    try (Stream stream = new Stream(token)) {
      stream.awaitEvent("change");
      cluster.client().serviceAccounts().inNamespace(tenant).withName("viewer").delete();
      stream.awaitEvent("end");
    }
    assertThat(get("/", token).statusCode()).isEqualTo(401);
  }

  private static String tenantWithShop(String ready) {
    String tenant = tenants.newTenant();
    shop(tenant, ready);
    return tenant;
  }

  private static void shop(String tenant, String ready) {
    tenants.apply(tenant, SHOP.formatted(ready, ready, tenant, tenant, tenant));
  }

  private static HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    return http.send(
        server.request(path).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> withCookie(String method, String path, String cookie)
      throws IOException, InterruptedException {
    return http.send(
        server
            .request(path)
            .method(method, BodyPublishers.noBody())
            .header("Cookie", cookie)
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> login(String token, String scheme)
      throws IOException, InterruptedException {
    return http.send(
        server
            .request("/login")
            .header("X-Forwarded-Proto", scheme)
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofString("token=" + token.replace(" ", "+")))
            .build(),
        BodyHandlers.ofString());
  }

  /** The events of an open page. */
  private static final class Stream implements AutoCloseable {
    private final BufferedReader lines;

    Stream(String token) throws IOException, InterruptedException {
      HttpResponse<InputStream> response =
          http.send(
              server.request("/live").header("Authorization", "Bearer " + token).build(),
              BodyHandlers.ofInputStream());
      assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Reads on to an event; the time limit of the test ends it else. */
    void awaitEvent(String name) throws IOException {
      String line = lines.readLine();
      while (line != null && !line.equals("event: " + name)) {
        line = lines.readLine();
      }
      assertThat(line).as("the stream ended before the event '%s'", name).isNotNull();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
