package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.Untrusted;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;

/**
 * The promises of certificate logs inside of a certificate (RFC 6962, section 3): each is over the
 * certificate as it was before the promises were put into it.
 */
final class CertificateTimestamps {
  private static final ASN1ObjectIdentifier PROMISES =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final int EXTENSIONS = 3;
  private static final int MAX_PROMISES = 32;

  private CertificateTimestamps() {}

  /**
   * Makes sure that a trusted log knows a certificate.
   *
   * @param issuer who signed it
   * @throws Untrusted when none does
   */
  static void require(
      SigningCertificate certificate, X509Certificate issuer, List<TransparencyLog> logs)
      throws Untrusted {
    try {
      var promises = promises(certificate.structure());
      var entry = logged(certificate.structure(), issuer);
      for (int i = 0; promises.hasRemaining(); i++) {
        if (i == MAX_PROMISES) {
          throw new Untrusted("its certificate holds too many promises of certificate logs");
        }
        if (Promise.read(slice(promises, promises.getShort() & 0xFFFF)).holds(entry, logs)) {
          return;
        }
      }
      throw new Untrusted("no trusted certificate log knows its certificate");
    } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
      throw new Untrusted("the promises of certificate logs can't be read", e);
    }
  }

  private static ByteBuffer promises(Certificate certificate) throws Untrusted {
    var extensions = certificate.getTBSCertificate().getExtensions();
    var extension = extensions == null ? null : extensions.getExtension(PROMISES);
    if (extension == null) {
      throw new Untrusted("its certificate holds no promise of a certificate log");
    }
    var list =
        ByteBuffer.wrap(
            ASN1OctetString.getInstance(extension.getExtnValue().getOctets()).getOctets());
    return slice(list, list.getShort() & 0xFFFF);
  }

  private static ByteBuffer slice(ByteBuffer from, int length) {
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    var part = from.slice(from.position(), length);
    from.position(from.position() + length);
    return part;
  }

  /** What a log signs of a certificate: who issued it, and its content without the promises. */
  private static byte[] logged(Certificate certificate, X509Certificate issuer) throws IOException {
    var content = withoutPromises(certificate).getEncoded(ASN1Encoding.DER);
    var out = new ByteArrayOutputStream();
    out.writeBytes(Hashes.sha256(issuer.getPublicKey().getEncoded()));
    out.write(content.length >> 16);
    out.write(content.length >> 8);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static ASN1Sequence withoutPromises(Certificate certificate) {
    var fields = new ASN1EncodableVector();
    var content = ASN1Sequence.getInstance(certificate.getTBSCertificate().toASN1Primitive());
    for (ASN1Encodable field : content) {
      boolean isExtensions =
          field instanceof ASN1TaggedObject tagged && tagged.getTagNo() == EXTENSIONS;
      fields.add(isExtensions ? remaining(certificate) : field);
    }
    return new DERSequence(fields);
  }

  private static DERTaggedObject remaining(Certificate certificate) {
    var kept = new ASN1EncodableVector();
    var extensions = certificate.getTBSCertificate().getExtensions();
    for (var name : extensions.getExtensionOIDs()) {
      Extension extension = extensions.getExtension(name);
      if (!name.equals(PROMISES)) {
        kept.add(extension);
      }
    }
    return new DERTaggedObject(true, EXTENSIONS, new DERSequence(kept));
  }

  /** One promise: {@code SignedCertificateTimestamp} of RFC 6962. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Promise(byte[] log, long millis, byte[] extensions, byte[] signature) {
    private static final int VERSION_1 = 0;
    private static final int ID_LENGTH = 32;
    private static final int CERTIFICATE_TIMESTAMP = 0;
    private static final int PRECERTIFICATE = 1;

    static Promise read(ByteBuffer from) {
      if (from.get() != VERSION_1) {
        throw new IllegalArgumentException("a promise is of an unknown version");
      }
      var log = bytes(from, ID_LENGTH);
      long millis = from.getLong();
      var extensions = bytes(from, from.getShort() & 0xFFFF);
      from.getShort(); // The algorithm: that of the key counts.
      return new Promise(log, millis, extensions, bytes(from, from.getShort() & 0xFFFF));
    }

    private static byte[] bytes(ByteBuffer from, int length) {
      if (length > from.remaining()) {
        throw new BufferUnderflowException();
      }
      var bytes = new byte[length];
      from.get(bytes);
      return bytes;
    }

    boolean holds(byte[] entry, List<TransparencyLog> logs) throws IOException {
      var message = message(entry);
      var time = Instant.ofEpochMilli(millis);
      return logs.stream()
          .filter(known -> known.isNamed(log) && known.period().contains(time))
          .anyMatch(known -> known.key().verifies(message, signature));
    }

    private byte[] message(byte[] entry) throws IOException {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeByte(VERSION_1);
      out.writeByte(CERTIFICATE_TIMESTAMP);
      out.writeLong(millis);
      out.writeShort(PRECERTIFICATE);
      out.write(entry);
      out.writeShort(extensions.length);
      out.write(extensions);
      return bytes.toByteArray();
    }
  }
}
