package dev.millrace.servers.sigstore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import org.bouncycastle.cert.X509CertificateHolder;

/** A log of certificates that promises to hold what it is shown (RFC 6962). */
final class TestCertificateLog {
  private static final int SHA256_ECDSA = 0x0403;

  private final KeyPair keys = Keys.generate();

  PublicKey publicKey() {
    return keys.getPublic();
  }

  /** A list with one promise about a certificate that is still without it. */
  byte[] promises(X509CertificateHolder certificate, PublicKey issuer, Instant time) {
    try {
      byte[] content = certificate.toASN1Structure().getTBSCertificate().getEncoded();
      byte[] signature = Keys.sign(keys.getPrivate(), message(content, issuer, time));
      ByteArrayOutputStream promise = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(promise);
      out.writeByte(0);
      out.write(Keys.sha256(keys.getPublic().getEncoded()));
      out.writeLong(time.toEpochMilli());
      out.writeShort(0);
      out.writeShort(SHA256_ECDSA);
      out.writeShort(signature.length);
      out.write(signature);
      return list(promise.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] message(byte[] content, PublicKey issuer, Instant time) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(message);
    out.writeByte(0);
    out.writeByte(0);
    out.writeLong(time.toEpochMilli());
    out.writeShort(1);
    out.write(Keys.sha256(issuer.getEncoded()));
    out.writeByte(content.length >> 16);
    out.writeShort(content.length);
    out.write(content);
    out.writeShort(0);
    return message.toByteArray();
  }

  private static byte[] list(byte[] promise) throws IOException {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(list);
    out.writeShort(promise.length + 2);
    out.writeShort(promise.length);
    out.write(promise);
    return list.toByteArray();
  }
}
