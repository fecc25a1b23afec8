package dev.millrace.oci;

/** How much protection the way to a registry needs; what {@code insecure} asks to do without. */
public enum Protection {
  /** TLS, and a certificate that can be verified. */
  REQUIRED,
  /** The same, else plain HTTP: {@code insecure} of an OCIRepository or ImageRepository. */
  PREFERRED,
  /** Plain HTTP: {@code insecure} of a HelmRepository. */
  NONE
}
