package dev.millrace.e2e.story;

import dev.millrace.servers.WebhookSink.Received;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What the chat of each team was told. */
final class AlertsArrived implements Step {
  @Override
  public String title() {
    return "The alerts that arrived in the chat";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    long begin = System.nanoTime();
    expect(stage, "/slack/team-blue", "a commit was pushed", "pushed commit");
    expect(stage, "/slack/team-green", "a release was upgraded", "upgrade succeeded");
    expect(stage, "/slack/team-green", "an upgrade failed", "\"danger\"");
    List<Received> received = stage.sink().received();
    Expect.isTrue(
        "no team hears of the other",
        received.stream()
            .filter(each -> each.uri().getPath().endsWith("team-blue"))
            .noneMatch(each -> each.body().contains("team-green")));
    Expect.isTrue(
        "no alert holds a password",
        received.stream().noneMatch(each -> each.body().contains(Stage.SECRET)));
    stage.progress().happened("webhook sink", received.size() + " alerts arrived", begin);
  }

  private static void expect(Stage stage, String path, String what, String text)
      throws InterruptedException {
    Predicate<Received> wanted =
        each -> each.uri().getPath().equals(path) && each.body().contains(text);
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (stage.sink().received().stream().noneMatch(wanted)) {
      Expect.isTrue(
          "an alert that says '" + what + "' should arrive at " + path,
          System.nanoTime() < deadline);
      Thread.sleep(100);
    }
  }
}
