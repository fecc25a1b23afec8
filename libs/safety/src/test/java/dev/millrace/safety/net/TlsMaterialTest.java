package dev.millrace.safety.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsMaterialTest {
  private static final Path OPENSSL = Path.of("/usr/bin/openssl");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genrsa -traditional -out key.pem 2048",
        "genrsa -out key.pem 2048",
        "ecparam -name prime256v1 -genkey -noout -out key.pem",
        "ecparam -name secp384r1 -genkey -out key.pem",
        "genpkey -algorithm ed25519 -out key.pem"
      })
  void readsEveryUsualFormOfKey(String command) throws Exception {
    assumeTrue(Files.isExecutable(OPENSSL), "skipped: this machine has no openssl");
    openssl(command);
    openssl("req -x509 -key key.pem -subj /CN=test -days 1 -out cert.pem");
    var certificate = Files.readString(folder.resolve("cert.pem"));
    var key = Sensitive.of(Files.readString(folder.resolve("key.pem")));

    assertThat(new TlsMaterial(certificate, certificate, key).context()).isPresent();
  }

  @Test
  void needsNoContextForTheSystemsSettings() throws Exception {
    assertThat(TlsMaterial.none().context()).isEmpty();
  }

  @Test
  void trustsTheAuthorityOfASecretBesideTheSystems() throws Exception {
    assumeTrue(Files.isExecutable(OPENSSL), "skipped: this machine has no openssl");
    openssl("req -x509 -newkey rsa:2048 -nodes -keyout key.pem -subj /CN=own -days 1 -out ca.pem");
    var own = Files.readString(folder.resolve("ca.pem"));
    var trusted = new TlsMaterial(own, null, null).trusted(own);

    assertThat(trusted).hasSize(1 + systemAuthorities().length).contains(systemAuthorities());
    assertThat(TlsMaterial.trusting(own).trusted(own)).hasSize(1);
    assertThat(new TlsMaterial(own, null, null).withoutSystem().trusted(own)).hasSize(1);
  }

  private static Certificate[] systemAuthorities() throws Exception {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    var authorities = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
    assertThat(authorities).isNotEmpty();
    return authorities;
  }

  @Test
  void refusesACertificateWithoutKey() {
    assertThatThrownBy(() -> new TlsMaterial(null, "certificate", null))
        .hasMessageContaining("tls.crt")
        .hasMessageContaining("tls.key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
  void namesTheTextThatIsNoCertificate(String text) {
    var material = TlsMaterial.trusting(text);

    assertThatThrownBy(material::context).hasMessageContaining("ca.crt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMIIhunter2\n-----END EC PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIhunter2\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN DSA PRIVATE KEY-----\nhunter2\n-----END DSA PRIVATE KEY-----"
      })
  void row7NeverShowsAKeyThatCannotBeRead(String text) {
    var key = Sensitive.of(text);

    assertThatThrownBy(() -> PemKey.parse(key))
        .hasMessage("the client key (tls.key) is not a private key in PEM format")
        .hasNoCause();
  }

  private void openssl(String arguments) throws Exception {
    var command = new java.util.ArrayList<>(List.of(OPENSSL.toString()));
    command.addAll(List.of(arguments.split(" ")));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
