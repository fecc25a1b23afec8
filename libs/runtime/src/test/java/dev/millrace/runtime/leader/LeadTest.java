package dev.millrace.runtime.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeadTest {
  private final AtomicInteger ends = new AtomicInteger();
  private final Lead lead = new Lead(ends::incrementAndGet);

  @Test
  void aReplicaThatLostTheLeadEnds() {
    lead.callbacks().onStopLeading();

    assertThat(ends).hasValue(1);
  }

  @Test
  void aReplicaThatGivesTheLeadUpGoesOnStopping() {
    lead.giveUp();

    lead.callbacks().onStopLeading();

    assertThat(ends).hasValue(0);
  }
}
