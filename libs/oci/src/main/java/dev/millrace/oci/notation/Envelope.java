package dev.millrace.oci.notation;

import dev.millrace.oci.signature.Untrusted;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A signed payload with the signer's certificates.
 *
 * @param chain the signer's certificate, then those above it up to the root
 * @param message the bytes that were signed
 */
@SuppressWarnings("ArrayRecordComponent")
record Envelope(
    Headers headers,
    List<X509Certificate> chain,
    byte[] payload,
    byte[] message,
    byte[] signature) {
  private static final int MAX_CHAIN = 20;

  Envelope {
    chain = List.copyOf(chain);
  }

  /**
   * Reads an envelope.
   *
   * @throws Untrusted when it is of another form
   */
  static Envelope parse(String mediaType, byte[] content) throws Untrusted {
    return switch (mediaType) {
      case "application/jose+json" -> JwsEnvelope.parse(content);
      case "application/cose" -> CoseEnvelope.parse(content);
      default -> throw new Untrusted("its envelope is of an unknown form: " + mediaType);
    };
  }

  static List<X509Certificate> certificates(List<byte[]> encoded) throws Untrusted {
    if (encoded.isEmpty() || encoded.size() > MAX_CHAIN) {
      throw new Untrusted("it holds no certificate, or more than %d".formatted(MAX_CHAIN));
    }
    var certificates = new ArrayList<X509Certificate>();
    for (var der : encoded) {
      certificates.add(certificate(der));
    }
    return certificates;
  }

  private static X509Certificate certificate(byte[] der) throws Untrusted {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new Untrusted("a certificate of it can't be read", e);
    }
  }

  /** Makes sure that it is whole: nothing was changed after the signing. */
  void requireIntegrity() throws Untrusted {
    headers.requireUnderstood();
    SignerChain.requireWellFormed(chain);
    if (!headers.algorithm().verifies(chain.getFirst().getPublicKey(), message, signature)) {
      throw new Untrusted("it is not made with the key of its certificate");
    }
  }
}
