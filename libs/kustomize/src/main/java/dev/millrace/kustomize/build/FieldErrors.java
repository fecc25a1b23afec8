package dev.millrace.kustomize.build;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.problem.Problem;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells of each failure which field of which kustomization led to it. Fields are paths: names, and
 * indexes in decimal.
 */
record FieldErrors(Target target) {

  /** Runs a step that a field asks for. */
  void run(List<String> field, Runnable step) {
    make(
        field,
        () -> {
          step.run();
          return true;
        });
  }

  /** The result of a step that a field asks for. */
  <T> T make(List<String> field, Supplier<T> step) {
    try {
      return step.get();
    } catch (KustomizeException e) {
      throw new KustomizeException(
          e.problems().stream().map(problem -> explain(problem, field)).toList(), e);
    }
  }

  /**
   * Runs a step that reads what a field refers to: problems within what was read speak for
   * themselves.
   */
  void follow(List<String> field, Runnable step) {
    try {
      step.run();
    } catch (KustomizeException e) {
      throw new KustomizeException(
          e.problems().stream()
              .map(problem -> problem.file() == null ? explain(problem, field) : problem)
              .toList(),
          e);
    }
  }

  private Problem explain(Problem problem, List<String> field) {
    String name = field.size() == 1 ? field.getFirst() : field.get(0) + "[" + field.get(1) + "]";
    int line = lineOf(field);
    if (problem.file() == null) {
      return problem.during(name).in(target.file(), line);
    }
    return problem.file().equals(target.file())
        ? problem.during(name)
        : problem.during(name + " of " + target.file() + (line > 0 ? ":" + line : ""));
  }

  /** The line of a field; 0 when there is no file, or it can't be read any more. */
  private int lineOf(List<String> field) {
    try {
      String text = target.loader().loadText(target.fileName());
      return YamlReader.sigs().readFirst(text).positionOf(field).line();
    } catch (KustomizeException | YamlException e) {
      return 0;
    }
  }
}
