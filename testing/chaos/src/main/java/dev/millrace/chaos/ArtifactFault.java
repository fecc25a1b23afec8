package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.chaos.proxy.HttpProxy.Served;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What may be wrong with the artifacts that are served, as all controllers see it. */
enum ArtifactFault implements Disturbance {
  MISSING("artifacts that are not there (404)", _ -> new Served(404, new byte[0])),
  BROKEN("a server of artifacts that fails (500)", _ -> new Served(500, new byte[0])),
  TRUNCATED(
      "truncated artifacts",
      served -> new Served(200, Arrays.copyOf(served.body(), served.body().length / 2))),
  FOREIGN(
      "artifacts with other content than their digest says",
      served -> {
        byte[] body = served.body().clone();
        body[body.length / 2] ^= 1;
        return new Served(200, body);
      });

  private static final int TIMES = 4;
  private final String title;
  private final UnaryOperator<Served> change;

  ArtifactFault(String title, UnaryOperator<Served> change) {
    this.title = title;
    this.change = change;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String subject() {
    return "all";
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) {
    return Spoiled.begin(ensemble.artifacts(), TIMES, change);
  }
}
