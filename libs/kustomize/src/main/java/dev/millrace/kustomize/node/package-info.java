/**
 * YAML values as kustomize works on them: scalars keep how they were written until the very end,
 * maps keep their order and even repeated keys.
 */
@NullMarked
package dev.millrace.kustomize.node;

import org.jspecify.annotations.NullMarked;
