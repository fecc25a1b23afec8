package dev.millrace.git.signature;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * A signature in the format of OpenSSH (PROTOCOL.sshsig).
 *
 * @param publicKey as the signer says; in the form of the SSH protocol
 * @param signature algorithm and value, in the form of the SSH protocol
 */
record SshSignature(byte[] publicKey, String namespace, String hashAlgorithm, byte[] signature) {
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
  private static final String END = "-----END SSH SIGNATURE-----";
  private static final int LINE_LENGTH = 70;
  private static final Map<String, String> HASHES =
      Map.of("sha256", "SHA-256", "sha512", "SHA-512");

  /**
   * Reads an armored signature.
   *
   * @throws IOException when it has another form
   */
  static SshSignature parse(String armored) throws IOException {
    var text = armored.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IOException("the SSH signature has no armor");
    }
    try {
      var encoded = text.substring(BEGIN.length(), text.length() - END.length());
      var blob = ByteBuffer.wrap(Base64.getMimeDecoder().decode(encoded));
      requireHead(blob);
      var publicKey = string(blob);
      var namespace = new String(string(blob), StandardCharsets.UTF_8);
      string(blob);
      var hash = new String(string(blob), StandardCharsets.US_ASCII);
      var signature = string(blob);
      if (blob.hasRemaining()) {
        throw new IOException("the SSH signature has something behind its end");
      }
      return new SshSignature(publicKey, namespace, hash, signature);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new IOException("the SSH signature can't be read", e);
    }
  }

  private static void requireHead(ByteBuffer blob) throws IOException {
    var magic = new byte[MAGIC.length];
    blob.get(magic);
    if (!MessageDigest.isEqual(magic, MAGIC) || blob.getInt() != VERSION) {
      throw new IOException("the SSH signature has an unknown version");
    }
  }

  private static byte[] string(ByteBuffer blob) throws IOException {
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      throw new IOException("the SSH signature can't be read");
    }
    var bytes = new byte[length];
    blob.get(bytes);
    return bytes;
  }

  /** The bytes that a signer signs for a message. */
  static byte[] toBeSigned(String namespace, String hashAlgorithm, byte[] message)
      throws IOException {
    var name = HASHES.get(hashAlgorithm);
    if (name == null) {
      throw new IOException("the SSH signature uses the unknown hash '" + hashAlgorithm + "'");
    }
    try {
      var out = new ByteArrayOutputStream();
      var data = new DataOutputStream(out);
      data.write(MAGIC);
      putString(data, namespace.getBytes(StandardCharsets.UTF_8));
      putString(data, new byte[0]);
      putString(data, hashAlgorithm.getBytes(StandardCharsets.US_ASCII));
      putString(data, MessageDigest.getInstance(name).digest(message));
      return out.toByteArray();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }

  /** The armored text, with a line break at its end. */
  String armored() throws IOException {
    var out = new ByteArrayOutputStream();
    var data = new DataOutputStream(out);
    data.write(MAGIC);
    data.writeInt(VERSION);
    putString(data, publicKey);
    putString(data, namespace.getBytes(StandardCharsets.UTF_8));
    putString(data, new byte[0]);
    putString(data, hashAlgorithm.getBytes(StandardCharsets.US_ASCII));
    putString(data, signature);
    var encoder = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'});
    return BEGIN + "\n" + encoder.encodeToString(out.toByteArray()) + "\n" + END + "\n";
  }

  private static void putString(DataOutputStream data, byte[] bytes) throws IOException {
    data.writeInt(bytes.length);
    data.write(bytes);
  }
}
