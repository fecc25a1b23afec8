package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.chaos.play.SmallDisk;
import dev.millrace.e2e.process.Controller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Where source-controller stores the artifacts of the play, nothing can be written for a while. */
enum BadDisk implements Disturbance {
  FULL("a disk that is full", SmallDisk.Flaw.FULL),
  READ_ONLY("a disk that can only be read", SmallDisk.Flaw.READ_ONLY);

  private final String title;
  private final SmallDisk.Flaw flaw;

  BadDisk(String title, SmallDisk.Flaw flaw) {
    this.title = title;
    this.flaw = flaw;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String subject() {
    return Controller.SOURCE.program();
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) throws InterruptedException {
    Path folder =
        ensemble.artifactFolder().resolve("gitrepository").resolve(play.namespace()).resolve("app");
    try {
      SmallDisk disk = SmallDisk.at(folder, flaw);
      return new Spell(disk, play);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The disk is whole again when the controller has said that it isn't. */
  private static final class Spell implements Running {
    private final FutureTask<Boolean> noticed;

    Spell(SmallDisk disk, Play play) {
      noticed =
          new FutureTask<>(
              () -> {
                try (disk) {
                  return play.awaitSourceFails();
                }
              });
      Thread.ofVirtual().start(noticed);
    }

    @Override
    public int hits() {
      return noticed.state() == FutureTask.State.SUCCESS && noticed.resultNow() ? 1 : 0;
    }

    @Override
    public void end() throws InterruptedException {
      try {
        noticed.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
