package dev.millrace.git.ssh;

import dev.millrace.git.GitException;
import dev.millrace.safety.Sensitive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Security;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.SunJCESecurityProviderRegistrar;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Reads private keys in PEM and OpenSSH format. */
public final class SshKeys {
  private SshKeys() {}

  /**
   * Reads a key.
   *
   * @param passphrase of an encrypted key, or null
   * @throws GitException when it can't be read; the message never holds the key
   */
  public static KeyPair read(Sensitive<String> identity, @Nullable Sensitive<String> passphrase)
      throws GitException {
    installProvider();
    var passwords =
        passphrase == null
            ? FilePasswordProvider.EMPTY
            : FilePasswordProvider.of(passphrase.reveal());
    var text = new ByteArrayInputStream(identity.reveal().getBytes(StandardCharsets.UTF_8));
    try {
      var keys =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName("identity"), text, passwords);
      if (keys != null && keys.iterator().hasNext()) {
        return keys.iterator().next();
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The library's messages may quote the key, so they are dropped.
    }
    throw new GitException(
        GitException.Reason.INVALID_CREDENTIALS,
        passphrase == null
            ? "the private key 'identity' can't be read; an encrypted one needs 'password'"
            : "the private key 'identity' can't be read with the given 'password'");
  }

  /**
   * Without this provider the SSH library does not know ed25519 keys; of the providers that it
   * would try by itself, one is absent, which a native image takes for an error. It tries once, so
   * this comes before anything else of the library.
   */
  public static synchronized void installProvider() {
    System.setProperty(
        SecurityUtils.SECURITY_PROVIDER_REGISTRARS,
        SunJCESecurityProviderRegistrar.class.getName()
            + ","
            + BouncyCastleSecurityProviderRegistrar.class.getName());
    if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }
}
