package dev.millrace.controller.notification.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.notification.Alert;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.Samples;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Severity;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertReportsTest {
  private static final AlertIdentity IDENTITY = new AlertIdentity("uid", "apps", "alert");
  private static final Event EVENT = Samples.event(Event.INFO);

  private final List<Notice> told = new ArrayList<>();
  private final AlertReports reports =
      new AlertReports(_ -> Optional.of(alert()), (_, notice) -> told.add(notice));

  @Test
  void usesTheReasonsOfFlux() {
    reports.report(IDENTITY, EVENT, "no answer");
    reports.reportUnknownObject(IDENTITY, EVENT);
    reports.reportConflicts(IDENTITY, Set.of("env"));
    assertThat(told).extracting(Notice::severity).containsOnly(Severity.ERROR);
    assertThat(told)
        .extracting(Notice::reason)
        .containsExactly("NotificationDispatchFailed", "SourceFetchFailed", "MetadataAppendFailed");
  }

  @Test
  void namesTheObjectWhoseLabelsAreNotKnown() {
    reports.reportUnknownObject(IDENTITY, EVENT);
    assertThat(told.getFirst().message())
        .startsWith("error getting source object Kustomization/apps/shop: spec.eventSources");
  }

  private static Alert alert() {
    Alert alert = new Alert();
    alert.setMetadata(new ObjectMetaBuilder().withNamespace("apps").withName("alert").build());
    return alert;
  }
}
