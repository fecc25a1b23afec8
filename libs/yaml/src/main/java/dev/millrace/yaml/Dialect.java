package dev.millrace.yaml;

/** Which of the two Go libraries decides what a scalar means and how maps are merged. */
enum Dialect {
  /** go-yaml v2, used by sigs.k8s.io/yaml: {@code yes} is a boolean, dates stay text. */
  V2,
  /** go-yaml v3, used by kustomize's resources: {@code yes} is text, dates become timestamps. */
  V3
}
