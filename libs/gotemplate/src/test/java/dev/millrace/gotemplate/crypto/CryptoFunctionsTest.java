package dev.millrace.gotemplate.crypto;

import static dev.millrace.gotemplate.Rendering.message;
import static dev.millrace.gotemplate.Rendering.render;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.millrace.gotemplate.Rendering;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptoFunctionsTest {
  private static X509Certificate certificate(String pem) throws Exception {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
  }

  @Test
  void makesAnAuthorityAndCertificatesThatItSigned() throws Exception {
    String[] pems =
        render(
                "{{$ca := genCA \"my-ca\" 365}}"
                    + "{{$c := genSignedCert \"app\" (list \"10.0.0.1\" \"::1\") (list \"a.b\") 10 $ca}}"
                    + "{{$ca.Cert}}====\n{{$c.Cert}}====\n{{$c.Key}}")
            .split("====\n");
    X509Certificate authority = certificate(pems[0]);
    X509Certificate signed = certificate(pems[1]);
    assertThatCode(() -> signed.verify(authority.getPublicKey())).doesNotThrowAnyException();
    assertThat(authority.getBasicConstraints()).isNotNegative();
    assertThat(authority.getSubjectX500Principal().getName()).isEqualTo("CN=my-ca");
    assertThat(authority.getKeyUsage()).containsSequence(true, false, true, false, false, true);
    assertThat(signed.getBasicConstraints()).isEqualTo(-1);
    assertThat(signed.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
    assertThat(signed.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "a.b"), List.of(7, "10.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
    assertThat(signed.getNotBefore()).isEqualTo(Date.from(Rendering.NOW));
    assertThat(signed.getNotAfter()).isEqualTo(Date.from(Rendering.NOW.plusSeconds(864_000)));
    assertThat(signed.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(pems[2]).startsWith("-----BEGIN RSA PRIVATE KEY-----\n");
  }

  @ParameterizedTest
  @CsvSource({"ecdsa, SHA256withECDSA, EC PRIVATE KEY", "ed25519, Ed25519, PRIVATE KEY"})
  void usesTheKeyItIsGiven(String type, String algorithm, String label) throws Exception {
    String rendered =
        render(
            "{{$k := genPrivateKey \""
                + type
                + "\"}}{{$c := genSelfSignedCertWithKey \"é\" nil nil 1 $k}}"
                + "{{$c.Cert}}{{eq $k $c.Key}}"
                + "{{$s := buildCustomCert (b64enc $c.Cert) (b64enc $k)}}{{eq $s.Key $k}}{{$k}}");
    X509Certificate certificate = certificate(rendered);
    assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
    assertThat(certificate.getSigAlgName()).isEqualToIgnoringCase(algorithm);
    assertThat(rendered).contains("truetrue-----BEGIN " + label + "-----");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{genSelfSignedCert \"a\" (list 1) nil 1}} => error parsing ip: 1 is not a string",
        "{{genSelfSignedCert \"a\" (list \"x\") nil 1}} => error parsing ip: x",
        "{{genSelfSignedCert \"a\" nil (list 1) 1}} => error processing alternate dns name: 1 is not a string",
        "{{genCAWithKey \"a\" 1 \"x\"}} => parsing private key: no PEM data in input",
        "{{buildCustomCert \"!\" \"!\"}} => unable to decode base64 certificate",
        "{{buildCustomCert (b64enc \"x\") \"\"}} => unable to decode certificate",
        "{{decryptAES \"k\" \"eHg=\"}} => the encrypted text has 2 bytes, fewer than one block of 16",
      })
  void saysWhatCannotBeUsed(String template, String problem) {
    assertThat(message(template, null)).endsWith(": " + problem);
  }

  @Test
  void derivesTheSamePasswordAsEveryImplementation() {
    assertThat(render("{{derivePassword 1 \"long\" \"password\" \"user\" \"example.com\"}}"))
        .isEqualTo("ZedaFaxcZaso9*");
    assertThat(render("{{derivePassword 1 \"none\" \"p\" \"u\" \"s\"}}"))
        .isEqualTo("cannot find password template none");
  }

  @Test
  void hashesPasswords() {
    String hash = render("{{bcrypt \"secret\"}}");
    assertThat(hash).startsWith("$2a$10$").hasSize(60);
    assertThat(OpenBSDBCrypt.checkPassword(hash, "secret".toCharArray())).isTrue();
    assertThat(render("{{htpasswd \"me\" \"secret\"}}")).startsWith("me:$2a$10$");
    assertThat(render("{{htpasswd \"a:b\" \"x\"}}")).isEqualTo("invalid username: a:b");
    assertThat(render("{{bcrypt (repeat 73 \"x\")}}"))
        .isEqualTo(
            "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes");
  }

  @Test
  void decryptsWhatItEncrypted() {
    assertThat(render("{{encryptAES \"key\" \"plain é\" | decryptAES \"key\"}}"))
        .isEqualTo("plain é");
    assertThat(render("{{encryptAES \"k\" \"\"}}{{decryptAES \"k\" \"\"}}")).isEmpty();
  }

  @Test
  void makesRandomTextsOfTheWantedKind() {
    assertThat(render("{{randAlphaNum 20}}")).matches("[A-Za-z0-9]{20}");
    assertThat(render("{{randAlpha 20}}")).matches("[A-Za-z]{20}");
    assertThat(render("{{randNumeric 20}}")).matches("[0-9]{20}");
    assertThat(render("{{randAscii 50}}")).matches("[ -~]{50}");
    assertThat(render("{{randBytes 5 | b64dec | len}}{{randAlpha -1}}")).isEqualTo("5");
    assertThat(render("{{uuidv4}}"))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(render("{{shuffle \"aabb\"}}").chars().sorted().toArray())
        .containsExactly('a', 'a', 'b', 'b');
    assertThat(Integer.parseInt(render("{{randInt 3 6}}"))).isBetween(3, 5);
  }

  @Test
  void repeatsItselfWithTheSameRandomness() {
    assertThat(render("{{randAlphaNum 30}}{{uuidv4}}"))
        .isEqualTo(render("{{randAlphaNum 30}}{{uuidv4}}"));
  }
}
