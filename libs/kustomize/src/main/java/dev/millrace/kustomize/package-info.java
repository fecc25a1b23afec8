/**
 * The kustomize engine: a folder in, resources out, the same bytes as kustomize; no network (remote
 * bases come from {@link dev.millrace.kustomize.remote.RemoteBases}), no programs, no plugins.
 *
 * {@snippet :
 * FileTree tree = FileTree.onDisk(repository);
 * KustomizeOptions options =
 *     KustomizeOptions.commandLine()
 *         .withLimits(Limits.defaults().withTime(Duration.ofSeconds(30)));
 * try {
 *   KustomizeResult result = kustomizer.build(tree, "overlays/prod", options);
 *   print.accept(result.toYaml());
 *   result.resources().forEach(made -> print.accept(made.file() + ":" + made.line()));
 *   result.inputs().keySet().forEach(print);
 * } catch (KustomizeException e) {
 *   e.problems().forEach(problem -> print.accept(problem.toString()));
 * }
 * }
 *
 * <p>{@link dev.millrace.kustomize.Kustomizer} is the way in: make one, share it between threads.
 * {@link dev.millrace.kustomize.flux.FluxBuild} builds as Flux's kustomize-controller does. All
 * bounds are in {@link dev.millrace.kustomize.bounds.Limits}; everything that can be wrong with the
 * files comes as one {@link dev.millrace.kustomize.problem.KustomizeException} with a {@link
 * dev.millrace.kustomize.problem.Problem} for each independent mistake.
 */
@NullMarked
package dev.millrace.kustomize;

import org.jspecify.annotations.NullMarked;
