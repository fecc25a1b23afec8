package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.ownership.FieldManager;
import dev.millrace.apply.plan.TakeOver;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes fields that others wrote, or that were written without server-side apply, fields that a
 * manager applied: its next apply removes those that it does not name.
 *
 * @param fields whose
 * @param manager who gets them
 */
public record FieldTakeOver(TakeOver fields, String manager) {
  /** Of what a manager wrote itself in other ways than by server-side apply. */
  static FieldTakeOver ofOwn(String manager) {
    return of(Stream.of(FieldManager.updating(manager)), manager);
  }

  /**
   * Of all that others wrote.
   *
   * @param others names of field managers, or how they begin ({@code --override-manager})
   */
  public static FieldTakeOver ofOthers(List<String> others, String manager) {
    return of(
        others.stream()
            .flatMap(each -> Stream.of(FieldManager.applying(each), FieldManager.updating(each))),
        manager);
  }

  private static FieldTakeOver of(Stream<FieldManager> managers, String manager) {
    return new FieldTakeOver(new TakeOver(managers.toList(), List.of(), List.of()), manager);
  }

  /**
   * Takes the fields of an object over, if it exists.
   *
   * @throws dev.millrace.apply.cluster.ApiFailure if the server refuses
   */
  public void in(Cluster cluster, KubeObject object) {
    if (!fields.managers().isEmpty()) {
      cluster
          .get(object.apiVersion(), object.ref())
          .filter(fields::appliesTo)
          .ifPresent(
              live ->
                  cluster.patch(
                      object.apiVersion(), object.ref(), fields.patch(live, manager), manager));
    }
  }
}
