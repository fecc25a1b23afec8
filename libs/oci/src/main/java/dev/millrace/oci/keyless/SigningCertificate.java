package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.Untrusted;
import dev.millrace.oci.signature.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.jspecify.annotations.Nullable;

/** The certificate of a signer: it says who an identity provider took them for. */
final class SigningCertificate {
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final ASN1ObjectIdentifier FULCIO =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1");
  private static final ASN1ObjectIdentifier ISSUER_AS_BYTES = FULCIO.branch("1");
  private static final ASN1ObjectIdentifier ISSUER = FULCIO.branch("8");
  private static final ASN1ObjectIdentifier OTHER_NAME = FULCIO.branch("7");

  private final X509Certificate certificate;
  private final Certificate structure;
  private final VerificationKey key;

  private SigningCertificate(X509Certificate certificate, Certificate structure) {
    this.certificate = certificate;
    this.structure = structure;
    this.key = VerificationKey.of(certificate.getPublicKey());
  }

  /**
   * Reads a certificate in DER form.
   *
   * @throws Untrusted when it can't be read
   */
  static SigningCertificate parse(byte[] der) throws Untrusted {
    try {
      return new SigningCertificate(TrustedRoot.certificate(der), Certificate.getInstance(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Untrusted("its certificate can't be read", e);
    }
  }

  Certificate structure() {
    return structure;
  }

  VerificationKey key() {
    return key;
  }

  /** Whether other bytes hold the same certificate. */
  boolean isSame(byte[] der) throws Untrusted {
    try {
      return java.util.Arrays.equals(certificate.getEncoded(), der);
    } catch (GeneralSecurityException e) {
      throw new Untrusted("its certificate can't be read", e);
    }
  }

  /** The certificate of who signed this one; see {@link Authority#issuerOf}. */
  X509Certificate issuer(List<Authority> authorities, java.time.Instant time) throws Untrusted {
    Untrusted last = new Untrusted("the trusted root names no authority of certificates");
    for (var authority : authorities) {
      try {
        return authority.issuerOf(certificate, CODE_SIGNING, time);
      } catch (Untrusted e) {
        last = e;
      }
    }
    throw last;
  }

  /** The address of the identity provider; empty when the certificate does not say. */
  String provider() throws Untrusted {
    var issuer = extension(ISSUER);
    if (issuer != null) {
      try {
        return ASN1Primitive.fromByteArray(issuer.getOctets()) instanceof ASN1String text
            ? text.getString()
            : "";
      } catch (IOException e) {
        throw new Untrusted("the issuer in its certificate can't be read", e);
      }
    }
    var bytes = extension(ISSUER_AS_BYTES);
    return bytes == null ? "" : new String(bytes.getOctets(), StandardCharsets.UTF_8);
  }

  /** What the provider calls the signer: mail addresses, URIs, names. */
  List<String> subjects() throws Untrusted {
    var names = new ArrayList<String>();
    var extension = extension(Extension.subjectAlternativeName);
    if (extension != null) {
      try {
        for (var name : GeneralNames.getInstance(extension.getOctets()).getNames()) {
          subject(name, names);
        }
      } catch (IllegalArgumentException e) {
        throw new Untrusted("the names in its certificate can't be read", e);
      }
    }
    return names;
  }

  private static void subject(GeneralName name, List<String> names) {
    switch (name.getTagNo()) {
      case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier ->
          names.add(((ASN1String) name.getName()).getString());
      case GeneralName.otherName -> {
        var other = OtherName.getInstance(name.getName());
        if (other.getTypeID().equals(OTHER_NAME) && other.getValue() instanceof ASN1String text) {
          names.add(text.getString());
        }
      }
      default -> {
        // No identity provider gives these.
      }
    }
  }

  private @Nullable ASN1OctetString extension(ASN1ObjectIdentifier name) {
    var extensions = structure.getTBSCertificate().getExtensions();
    var extension = extensions == null ? null : extensions.getExtension(name);
    return extension == null ? null : extension.getExtnValue();
  }
}
