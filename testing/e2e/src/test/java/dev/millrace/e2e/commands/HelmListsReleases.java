package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.util.List;

/** {@code helm list} and {@code helm history}: the records of a release, oldest first. */
final class HelmListsReleases implements Step {
  @Override
  public String title() {
    return "helm list, helm history";
  }

  @Override
  public void play(Stage stage) {
    List<HelmRecord> records = HelmRecord.of(stage, "team-green", "reports");
    assertThat(records)
        .extracting(record -> record.secret().getType())
        .containsOnly("helm.sh/release.v1");
    assertThat(records)
        .extracting(record -> record.label("status") + " " + chartVersion(record))
        .contains("failed 1.1.0", "superseded 1.0.0")
        .endsWith("deployed 1.2.0");
    assertThat(records.getLast().content().at("/info/status").asText()).isEqualTo("deployed");
  }

  private static String chartVersion(HelmRecord record) {
    return record.content().at("/chart/metadata/version").asText();
  }
}
