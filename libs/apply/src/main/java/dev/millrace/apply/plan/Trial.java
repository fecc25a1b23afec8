package dev.millrace.apply.plan;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.object.KubeObject;

/** What is known of the outcome of applying an object, before it is applied. */
public sealed interface Trial {

  /** A dry run made this of it. */
  record Merged(KubeObject object) implements Trial {}

  /** A dry run was refused. */
  record Refused(ApiFailure failure) implements Trial {}

  /** It needs no dry run: what the server recorded of the last apply shows that nothing changes. */
  record Proven() implements Trial {}

  /** It was not tried. */
  record Untried() implements Trial {}
}
