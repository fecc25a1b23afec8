package dev.millrace.oci.notation;

import dev.millrace.oci.signature.Pem;
import dev.millrace.oci.signature.Untrusted;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads the certificates of trust stores. */
public final class Certificates {
  private static final String LABEL = "CERTIFICATE";

  private Certificates() {}

  /**
   * Reads a file of certificates in PEM form, or one in DER form.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static List<X509Certificate> parse(byte[] content) {
    try {
      var blocks = Pem.all(new String(content, StandardCharsets.ISO_8859_1), LABEL);
      return Envelope.certificates(blocks.isEmpty() ? List.of(content) : blocks);
    } catch (Untrusted e) {
      throw new IllegalArgumentException("it is no certificate", e);
    }
  }
}
