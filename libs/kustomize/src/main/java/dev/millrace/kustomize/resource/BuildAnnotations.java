package dev.millrace.kustomize.resource;

import java.util.Set;

/**
 * The annotations in which the engine keeps what it must remember of an object during a build. They
 * are real annotations, as in the original, because patches can see and remove them; they are gone
 * from the result.
 */
final class BuildAnnotations {
  static final String DOMAIN = "internal.config.kubernetes.io/";
  static final String PREVIOUS_KINDS = DOMAIN + "previousKinds";
  static final String PREVIOUS_NAMES = DOMAIN + "previousNames";
  static final String PREVIOUS_NAMESPACES = DOMAIN + "previousNamespaces";
  static final String PREFIXES = DOMAIN + "prefixes";
  static final String SUFFIXES = DOMAIN + "suffixes";
  static final String REFERENCED_BY = DOMAIN + "refBy";
  static final String BEHAVIOR = DOMAIN + "generatorBehavior";
  static final String NEEDS_HASH = DOMAIN + "needsHashSuffix";
  static final String ALLOW_NAME_CHANGE = DOMAIN + "allowNameChange";
  static final String ALLOW_KIND_CHANGE = DOMAIN + "allowKindChange";
  static final String HELM_GENERATED = DOMAIN + "helm-generated";

  /** Everything that is taken off the objects of the result. */
  static final Set<String> ALL =
      Set.of(
          PREVIOUS_KINDS,
          PREVIOUS_NAMES,
          PREVIOUS_NAMESPACES,
          PREFIXES,
          SUFFIXES,
          REFERENCED_BY,
          BEHAVIOR,
          NEEDS_HASH,
          ALLOW_NAME_CHANGE,
          ALLOW_KIND_CHANGE,
          HELM_GENERATED,
          DOMAIN + "path",
          DOMAIN + "index",
          DOMAIN + "seqindent",
          DOMAIN + "id",
          DOMAIN + "annotations-migration-resource-id",
          "config.kubernetes.io/path",
          "config.kubernetes.io/index",
          "config.k8s.io/id");

  private BuildAnnotations() {}
}
