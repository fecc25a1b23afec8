package dev.millrace.git.signature;

import dev.millrace.git.GitException;
import dev.millrace.git.ssh.SshKeys;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Signs commits with an SSH key ({@code spec.git.commit.signingKey} of type ssh). */
public final class SshSigner {
  private static final String HASH = "sha512";

  private final KeyPair keys;
  private final BuiltinSignatures algorithm;

  private SshSigner(KeyPair keys, BuiltinSignatures algorithm) {
    this.keys = keys;
    this.algorithm = algorithm;
  }

  /**
   * Reads the key.
   *
   * @param password of an encrypted key, or null
   * @throws GitException when it can't be used; the message never holds the key
   */
  public static SshSigner of(Sensitive<String> identity, @Nullable Sensitive<String> password)
      throws GitException {
    var keys = SshKeys.read(identity, password);
    return new SshSigner(keys, algorithm(KeyUtils.getKeyType(keys)));
  }

  private static BuiltinSignatures algorithm(String keyType) throws GitException {
    return switch (keyType) {
      case "ssh-ed25519" -> BuiltinSignatures.ed25519;
      case "ssh-rsa" -> BuiltinSignatures.rsaSHA512;
      case "ecdsa-sha2-nistp256" -> BuiltinSignatures.nistp256;
      case "ecdsa-sha2-nistp384" -> BuiltinSignatures.nistp384;
      case "ecdsa-sha2-nistp521" -> BuiltinSignatures.nistp521;
      default ->
          throw new GitException(
              GitException.Reason.INVALID_CREDENTIALS,
              "SSH keys of type '%s' can't sign commits".formatted(keyType));
    };
  }

  /** The armored signature of a commit. */
  public String sign(byte[] commit) throws IOException {
    try {
      var signer = algorithm.create();
      signer.initSigner(null, keys.getPrivate());
      signer.update(null, SshSignature.toBeSigned(SshVerifier.NAMESPACE, HASH, commit));
      return new SshSignature(publicKey(), SshVerifier.NAMESPACE, HASH, named(signer.sign(null)))
          .armored();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the commit can't be signed with the SSH key", e);
    }
  }

  private byte[] publicKey() {
    var buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(keys.getPublic());
    return buffer.getCompactData();
  }

  private byte[] named(byte[] value) {
    var buffer = new ByteArrayBuffer();
    buffer.putString(algorithm.getName());
    buffer.putBytes(value);
    return buffer.getCompactData();
  }
}
