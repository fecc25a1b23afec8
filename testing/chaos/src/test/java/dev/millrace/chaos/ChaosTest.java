package dev.millrace.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.e2e.process.Controller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some of what {@code make chaos} plays as a whole. */
class ChaosTest {
  private static Ensemble ensemble;
  private static Faults faults;

  @BeforeAll
  static void open() throws InterruptedException {
    ensemble = Ensemble.open();
    faults = new Faults(ensemble);
  }

  @AfterAll
  static void close() {
    if (ensemble != null) {
      ensemble.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ERRORS"})
  void faultsOfTheApiServerChangeNothingInTheEnd(ServerFault fault) throws InterruptedException {
    assertThat(faults.under(new ApiFault(fault, Controller.KUSTOMIZE))).matches(Outcome::isSame);
  }

  @Test
  void artifactsThatAreNotWhatTheyShouldBeChangeNothingInTheEnd() throws InterruptedException {
    assertThat(faults.under(ArtifactFault.FOREIGN)).matches(Outcome::isSame);
  }

  @Test
  void aDeathAfterAWriteChangesNothingInTheEnd() throws InterruptedException {
    assertThat(faults.writes(Controller.HELM)).isGreaterThan(3);
    assertThat(faults.under(new DeathAtWrite(Controller.HELM, 3, true))).matches(Outcome::isSame);
  }
}
