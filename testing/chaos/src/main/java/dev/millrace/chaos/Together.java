package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same goes wrong for several controllers in one play. */
record Together(String title, List<Disturbance> parts) implements Disturbance {
  /** All that has the same title as one. */
  static List<Disturbance> byTitle(List<Disturbance> disturbances) {
    Map<String, List<Disturbance>> groups = new LinkedHashMap<>();
    for (Disturbance each : disturbances) {
      groups.computeIfAbsent(each.title(), _ -> new ArrayList<>()).add(each);
    }
    List<Disturbance> together = new ArrayList<>();
    groups.forEach((title, parts) -> together.add(new Together(title, parts)));
    return together;
  }

  @Override
  public String subject() {
    return parts.size() == 1
        ? parts.getFirst().subject()
        : "%d of them at once".formatted(parts.size());
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) throws InterruptedException {
    List<Running> running = new ArrayList<>();
    for (Disturbance each : parts) {
      running.add(each.begin(ensemble, play));
    }
    return new Running() {
      @Override
      public int hits() {
        return running.stream().allMatch(each -> each.hits() > 0)
            ? running.stream().mapToInt(Running::hits).sum()
            : 0;
      }

      @Override
      public void end() throws InterruptedException {
        for (Running each : running) {
          each.end();
        }
      }
    };
  }
}
