package dev.millrace.controller.notification.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.harness.live.LiveCluster;
import dev.millrace.servers.Repository;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The status page in a real browser: what a person sees, that the content policy refuses nothing of
 * ours, that changes arrive. With {@code -Dmillrace.write=true} it also makes the pictures of the
 * documentation.
 */
@Timeout(300)
class BrowserTest {
  private static final String TENANT = "team-blue";
  private static LiveCluster cluster;
  private static LiveTenants tenants;
  private static RunningStatusPage page;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Browser.program().isPresent(),
        "MILLRACE_BROWSER names no Chromium; docs/how-to/status-page.md says where to get one");
    cluster = LiveCluster.start();
    tenants = new LiveTenants(cluster);
    cluster
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(TENANT).endMetadata().build())
        .create();
    tenants.giveRights(TENANT);
    tenants.apply(TENANT, PictureObjects.objects("False", Instant.now()));
    tenants.event(
        TENANT,
        "database",
        "Warning",
        "HealthCheckFailed",
        "StatefulSet/team-blue/postgres: 0 of 1 pods are ready");
    tenants.drift(TENANT, "ConfigMap", "theme", "accent", "teal", "orange");
    tenants.drift(TENANT, "Secret", "web-login", "user", "somebody", "somebody else");
    page = new RunningStatusPage(cluster.client().getConfiguration(), Duration.ofMillis(300));
    browser = Browser.start(Browser.program().get());
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      if (browser != null) {
        browser.close();
      }
      if (page != null) {
        page.close();
      }
      cluster.close();
    }
  }

  @Test
  void showsWhatIsBrokenAndFollowsItsRepair() throws Exception {
    logIn();
    assertThat(browser.evaluate("document.querySelector('h1').textContent").asText())
        .isEqualTo("1 failing, 1 waiting");
    assertThat(browser.evaluate("getComputedStyle(document.querySelector('h1')).fontSize").asText())
        .as("the content policy lets our style sheet in")
        .isNotEqualTo("32px");
    picture("status-page.png");

    browser.show(1100, 900, true);
    picture("status-page-dark.png");
    browser.show(390, 844, false);
    assertThat(
            browser
                .evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                .asBoolean())
        .as("a phone need not scroll sideways")
        .isTrue();
    picture("status-page-phone.png");

    browser.show(1100, 900, false);
    browser.open(page.address("/objects/Kustomization/team-blue/database"));
    picture("status-page-object.png");
    browser.open(page.address("/objects/Kustomization/team-blue/web"));
    assertThat(browser.evaluate("document.querySelector('.differences').textContent").asText())
        .contains("/data/accent", "'teal'", "'orange'", "*** (before)")
        .doesNotContain("somebody");
    picture("status-page-drift.png");

    browser.open(page.address("/"));
    browser.await("document.getElementById('live').textContent === 'live'");
    String link = "/objects/Kustomization/team-blue/database";
    browser.evaluate("document.querySelector('.tree a[href=\"%s\"]').focus()".formatted(link));
    tenants.apply(TENANT, PictureObjects.objects("True", Instant.now()));
    browser.await("document.querySelector('h1').textContent === 'All is well'");
    assertThat(browser.evaluate("document.activeElement.getAttribute('href')").asText())
        .as("where the keyboard is after a change")
        .isEqualTo(link);
  }

  private static void logIn() throws Exception {
    browser.show(1100, 900, false);
    browser.open(page.address("/login"));
    picture("status-page-login.png");
    browser.evaluate(
        "document.getElementById('token').value = '%s'".formatted(tenants.token(TENANT)));
    browser.evaluate("document.querySelector('form').submit()");
    browser.await(
        "location.pathname === '/' && document.readyState === 'complete'"
            + " && document.querySelector('.counts') !== null");
  }

  private static void picture(String name) throws Exception {
    Path folder =
        Boolean.getBoolean("millrace.write")
            ? Repository.root().resolve("docs/images")
            : Path.of("target/pictures");
    browser.screenshot(folder.resolve(name));
  }
}
