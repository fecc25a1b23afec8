package dev.millrace.kustomize.kustomization;

import java.util.ArrayList;
import java.util.List;

/**
 * An entry of {@code configMapGenerator} or {@code secretGenerator}.
 *
 * @param behavior {@code create}, {@code replace}, {@code merge}, or anything else for the default
 * @param literals {@code key=value}
 * @param files {@code path} or {@code key=path}
 * @param envs files with a {@code key=value} on each line
 * @param type of a Secret; empty for the default
 */
public record GeneratorArgs(
    String name,
    String namespace,
    String behavior,
    List<String> literals,
    List<String> files,
    List<String> envs,
    String type,
    GeneratorOptions options) {

  /** Reads the arguments of a ConfigMap. */
  public static GeneratorArgs readConfigMap(StructReader in) {
    return read(in, "");
  }

  /** Reads the arguments of a Secret. */
  public static GeneratorArgs readSecret(StructReader in) {
    return read(in, in.text("type"));
  }

  private static GeneratorArgs read(StructReader in, String type) {
    List<String> envs = new ArrayList<>(in.texts("envs"));
    String env = in.text("env");
    if (!env.isEmpty()) {
      envs.add(env);
    }
    return new GeneratorArgs(
        in.text("name"),
        in.text("namespace"),
        in.text("behavior"),
        in.texts("literals"),
        in.texts("files"),
        envs,
        type,
        in.structOrEmpty("options", GeneratorOptions::read));
  }

  /** The same arguments for another name and namespace. */
  public GeneratorArgs named(String otherName, String otherNamespace) {
    return new GeneratorArgs(
        otherName, otherNamespace, behavior, literals, files, envs, type, options);
  }

  GeneratorArgs completedBy(GeneratorOptions global) {
    return new GeneratorArgs(
        name, namespace, behavior, literals, files, envs, type, options.completedBy(global));
  }
}
