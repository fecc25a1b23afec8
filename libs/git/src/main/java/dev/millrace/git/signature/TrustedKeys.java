package dev.millrace.git.signature;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import java.time.Clock;
import java.util.Collection;

/**
 * The keys whose signatures count ({@code spec.verify.secretRef}): armored PGP key rings, and lines
 * of public SSH keys as in OpenSSH's authorized_keys. Verification fails closed: whatever can't be
 * checked is an error.
 */
public final class TrustedKeys {
  private static final String PGP_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String SSH_SIGNATURE = "-----BEGIN SSH SIGNATURE-----";
  private static final String X509_SIGNATURE = "-----BEGIN SIGNED MESSAGE-----";
  private static final String PGP_KEYS = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

  private final PgpVerifier pgp;
  private final SshVerifier ssh;

  private TrustedKeys(PgpVerifier pgp, SshVerifier ssh) {
    this.pgp = pgp;
    this.ssh = ssh;
  }

  /**
   * Reads keys; a text that holds neither form of key is left out.
   *
   * @param texts the values of the Secret
   */
  public static TrustedKeys of(Collection<String> texts, Clock clock) {
    var rings = texts.stream().filter(text -> text.contains(PGP_KEYS)).toList();
    var lines = texts.stream().filter(text -> !text.contains("-----BEGIN ")).toList();
    return new TrustedKeys(new PgpVerifier(rings, clock), SshVerifier.of(lines));
  }

  /**
   * Checks a signature.
   *
   * @param payload what was signed
   * @param signature armored text
   * @return the key: the id of a PGP key, or the SHA-256 fingerprint of an SSH key
   * @throws GitException with reason {@link Reason#UNVERIFIED}
   */
  public String verify(byte[] payload, String signature) throws GitException {
    var text = signature.strip();
    if (payload.length == 0) {
      throw unverified("there is nothing that could be signed");
    }
    if (text.startsWith(PGP_SIGNATURE)) {
      return pgp.verify(payload, text);
    }
    if (text.startsWith(SSH_SIGNATURE)) {
      return ssh.verify(payload, text);
    }
    throw unverified(
        text.isEmpty()
            ? "it is not signed"
            : text.startsWith(X509_SIGNATURE)
                ? "X.509 signatures are not supported; use PGP or SSH"
                : "its signature has an unknown format");
  }

  static GitException unverified(String message) {
    return new GitException(Reason.UNVERIFIED, message);
  }

  static GitException unverified(String message, Throwable cause) {
    return new GitException(Reason.UNVERIFIED, message, cause);
  }
}
