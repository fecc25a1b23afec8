package dev.millrace.oci;

/** How much protection the way to a registry needs; what {@code insecure} asks to do without. */
public enum Protection {
  /** TLS, and a certificate that can be verified. */
  REQUIRED,
  /** The same, else plain HTTP: {@code insecure} of an ImageRepository. */
  PREFERRED,
  /**
   * TLS with whoever answers, else plain HTTP: {@code insecure} of an OCIRepository that names no
   * certificates. Plain HTTP would not tell who answers either.
   */
  UNVERIFIED,
  /** Plain HTTP: {@code insecure} of a HelmRepository. */
  NONE
}
