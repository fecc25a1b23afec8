package dev.millrace.apply.plan;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.object.ObjectRef;

/** The words in which Flux reports that the server does not accept an object. */
final class RefusalText {

  private RefusalText() {}

  static String of(Desired desired, ApiFailure failure) {
    ObjectRef ref = desired.ref();
    String message = desired.mask().scrub(String.valueOf(failure.getMessage()), desired.object());
    String origin = desired.origin().isEmpty() ? "" : " (source: " + desired.origin() + ")";
    if (failure.isNotFound()) {
      String what = ref.namespace().isEmpty() ? " namespace not specified: " : " not found: ";
      return ref + what + message + origin;
    }
    String reason = failure.reason().isEmpty() ? "" : " (" + failure.reason() + ")";
    return ref + " dry-run failed" + reason + ": " + message + origin;
  }
}
