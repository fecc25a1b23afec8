package dev.millrace.servers.sigstore;

/** What is wrong with a signature. */
public enum Flaw {
  /** Nothing. */
  NONE,
  /** The certificate was over when the log saw the signature. */
  EXPIRED_CERTIFICATE,
  /** The certificate above the signer's was over by then. */
  EXPIRED_AUTHORITY,
  /** Another authority gave the certificate. */
  FOREIGN_AUTHORITY,
  /** The certificate is meant for servers. */
  WRONG_PURPOSE,
  /** No certificate log promises anything. */
  NO_CERTIFICATE_LOG,
  /** Another certificate log promises it. */
  FOREIGN_CERTIFICATE_LOG,
  /** There is no log entry. */
  NO_LOG_ENTRY,
  /** Another log holds the entry. */
  FOREIGN_LOG,
  /** The entry of the log is about another signature. */
  ENTRY_OF_ANOTHER,
  /** The log's promise is changed: another time. */
  FORGED_PROMISE,
  /** The way to the root leads elsewhere. */
  FORGED_PROOF,
  /** The state of the log is not signed by it. */
  FORGED_CHECKPOINT,
  /** Another clock tells the time. */
  FOREIGN_CLOCK,
  /** The time is that of another signature. */
  TIME_OF_ANOTHER,
  /** The signature is not made with the certificate's key. */
  FORGED_SIGNATURE,
  /** There is no certificate. */
  NO_CERTIFICATE
}
