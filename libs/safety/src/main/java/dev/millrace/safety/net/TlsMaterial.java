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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a Secret or a flag says about TLS: authorities to trust, and a certificate to show. There is
 * no way to switch verification off.
 *
 * @param authorities PEM text of one or more certificates, or null for the system's alone
 * @param certificate PEM text of the client's certificate chain, or null
 * @param key PEM text of the client's private key; given exactly when the certificate is
 * @param alsoSystem whether the system's authorities are trusted beside the given ones
 */
public record TlsMaterial(
    @Nullable String authorities,
    @Nullable String certificate,
    @Nullable Sensitive<String> key,
    boolean alsoSystem) {
  private static final char[] NO_PASSWORD = new char[0];

  /** Refuses a certificate without its key, or a key without its certificate. */
  public TlsMaterial {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "a client certificate needs both its certificate (tls.crt) and its key (tls.key)");
    }
  }

  /**
   * What a Secret says. The system's authorities stay trusted, as for sources in Flux: a server
   * with a certificate of a private authority may send clients on to one with a public one.
   */
  public TlsMaterial(
      @Nullable String authorities, @Nullable String certificate, @Nullable Sensitive<String> key) {
    this(authorities, certificate, key, true);
  }

  /** The system's authorities, and no certificate of our own. */
  public static TlsMaterial none() {
    return new TlsMaterial(null, null, null);
  }

  /** These authorities in place of the system's, and no certificate of our own. */
  public static TlsMaterial trusting(String authorities) {
    return new TlsMaterial(authorities, null, null, false);
  }

  /** The same, with the given authorities in place of the system's. */
  public TlsMaterial withoutSystem() {
    return new TlsMaterial(authorities, certificate, key, false);
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
    for (var authority : trusted(authorities)) {
      store.setCertificateEntry("ca-" + number++, authority);
    }
    return factory(store).getTrustManagers();
  }

  /** The certificates that servers may be vouched for by. */
  List<Certificate> trusted(String given) throws IOException, GeneralSecurityException {
    List<Certificate> trusted =
        new ArrayList<>(certificates(given, "certificate authority (ca.crt)"));
    if (alsoSystem) {
      for (var manager : factory(null).getTrustManagers()) {
        if (manager instanceof X509TrustManager system) {
          trusted.addAll(List.of(system.getAcceptedIssuers()));
        }
      }
    }
    return trusted;
  }

  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
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
