package dev.millrace.oci.notation;

/** What is checked of a signature; the words of trust policies. */
enum Check {
  INTEGRITY("integrity"),
  AUTHENTICITY("authenticity"),
  TIMESTAMP("authenticTimestamp"),
  EXPIRY("expiry"),
  REVOCATION("revocation");

  private final String word;

  Check(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
