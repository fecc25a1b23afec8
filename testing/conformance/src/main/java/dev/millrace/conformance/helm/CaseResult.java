package dev.millrace.conformance.helm;

/**
 * How one case went.
 *
 * @param bytes whether the output is equal byte for byte
 * @param passed whether the output counts as equal
 * @param difference what differs, short; empty if nothing does
 */
record CaseResult(String id, boolean bytes, boolean passed, String difference) {
  static CaseResult equal(String id) {
    return new CaseResult(id, true, true, "");
  }

  static CaseResult sameDocuments(String id, String difference) {
    return new CaseResult(id, false, true, difference);
  }

  static CaseResult failed(String id, String difference) {
    return new CaseResult(id, false, false, difference);
  }
}
