package dev.millrace.safety.net;

import dev.millrace.safety.Sensitive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a Secret says about TLS: authorities to trust in place of the system's, and a certificate to
 * show. There is no way to switch verification off.
 *
 * @param authorities PEM text of one or more certificates, or null for the system's
 * @param certificate PEM text of the client's certificate chain, or null
 * @param key PEM text of the client's private key; given exactly when the certificate is
 */
public record TlsMaterial(
    @Nullable String authorities, @Nullable String certificate, @Nullable Sensitive<String> key) {
  private static final char[] NO_PASSWORD = new char[0];

  /** Refuses a certificate without its key, or a key without its certificate. */
  public TlsMaterial {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "a client certificate needs both its certificate (tls.crt) and its key (tls.key)");
    }
  }

  /** The system's authorities, and no certificate of our own. */
  public static TlsMaterial none() {
    return new TlsMaterial(null, null, null);
  }

  /** Authorities only. */
  public static TlsMaterial trusting(String authorities) {
    return new TlsMaterial(authorities, null, null);
  }

  /** Whether nothing differs from the system's settings. */
  public boolean isDefault() {
    return authorities == null && certificate == null;
  }

  /**
   * The context for clients; empty when the system's fits.
   *
   * @throws IOException when a PEM text can't be used; the message names which one, never its text
   */
  public Optional<SSLContext> context() throws IOException {
    if (isDefault()) {
      return Optional.empty();
    }
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IOException("the TLS settings can't be used", e);
    }
  }

  private TrustManager @Nullable [] trustManagers() throws IOException, GeneralSecurityException {
    if (authorities == null) {
      return null;
    }
    var store = emptyStore();
    int number = 0;
    for (var authority : certificates(authorities, "certificate authority (ca.crt)")) {
      store.setCertificateEntry("ca-" + number++, authority);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private KeyManager @Nullable [] keyManagers() throws IOException, GeneralSecurityException {
    if (certificate == null || key == null) {
      return null;
    }
    var chain = certificates(certificate, "client certificate (tls.crt)");
    var store = emptyStore();
    store.setKeyEntry("client", PemKey.parse(key), NO_PASSWORD, chain.toArray(Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static Collection<? extends Certificate> certificates(String pem, String name)
      throws IOException {
    try {
      var found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
      if (found.isEmpty()) {
        throw new IOException("the " + name + " holds no certificate");
      }
      return found;
    } catch (CertificateException e) {
      throw new IOException("the " + name + " is not a certificate in PEM format", e);
    }
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
