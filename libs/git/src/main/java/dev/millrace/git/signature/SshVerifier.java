package dev.millrace.git.signature;

import static dev.millrace.git.signature.TrustedKeys.unverified;

import dev.millrace.git.GitException;
import dev.millrace.git.ssh.SshKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Checks SSH signatures of Git objects against public keys. */
final class SshVerifier {
  static final String NAMESPACE = "git";

  // The library looks for its providers once, with its first class: that of the next field.
  static {
    SshKeys.installProvider();
  }

  private static final Map<String, BuiltinSignatures> ALGORITHMS =
      Map.of(
          "ssh-ed25519", BuiltinSignatures.ed25519,
          "rsa-sha2-256", BuiltinSignatures.rsaSHA256,
          "rsa-sha2-512", BuiltinSignatures.rsaSHA512,
          "ecdsa-sha2-nistp256", BuiltinSignatures.nistp256,
          "ecdsa-sha2-nistp384", BuiltinSignatures.nistp384,
          "ecdsa-sha2-nistp521", BuiltinSignatures.nistp521,
          "sk-ssh-ed25519@openssh.com", BuiltinSignatures.sk_ssh_ed25519,
          "sk-ecdsa-sha2-nistp256@openssh.com", BuiltinSignatures.sk_ecdsa_sha2_nistp256);

  private final List<PublicKey> trusted;

  private SshVerifier(List<PublicKey> trusted) {
    this.trusted = trusted;
  }

  /** Reads the lines of texts; empty ones, comments and lines that are no key are left out. */
  static SshVerifier of(List<String> texts) {
    var keys = new ArrayList<PublicKey>();
    for (var text : texts) {
      text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(line -> addKey(keys, line));
    }
    return new SshVerifier(List.copyOf(keys));
  }

  private static void addKey(List<PublicKey> keys, String line) {
    try {
      var entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
      var key = entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
      if (key != null) {
        keys.add(key);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // A line that is no key trusts nobody.
    }
  }

  /** The fingerprint of the key whose signature it is. */
  String verify(byte[] payload, String armored) throws GitException {
    try {
      var signature = SshSignature.parse(armored);
      if (!signature.namespace().equals(NAMESPACE)) {
        throw unverified("the SSH signature was made for another purpose than Git");
      }
      var signer = new ByteArrayBuffer(signature.publicKey()).getRawPublicKey();
      for (var key : trusted) {
        if (KeyUtils.compareKeys(key, signer) && isGood(signature, key, payload)) {
          return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        }
      }
    } catch (GitException e) {
      throw e;
    } catch (Exception e) {
      throw unverified("the SSH signature can't be read", e);
    }
    throw unverified("unable to verify payload with any of the given authorized keys");
  }

  private static boolean isGood(SshSignature signature, PublicKey key, byte[] payload)
      throws Exception {
    var algorithm = ALGORITHMS.get(algorithmOf(signature.signature()));
    if (algorithm == null) {
      return false;
    }
    var verifier = algorithm.create();
    verifier.initVerifier(null, key);
    verifier.update(null, SshSignature.toBeSigned(NAMESPACE, signature.hashAlgorithm(), payload));
    return verifier.verify(null, signature.signature());
  }

  /** The signature names its algorithm first. */
  private static String algorithmOf(byte[] signature) throws IOException {
    var buffer = ByteBuffer.wrap(signature);
    int length = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IOException("the SSH signature can't be read");
    }
    var name = new byte[length];
    buffer.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }
}
