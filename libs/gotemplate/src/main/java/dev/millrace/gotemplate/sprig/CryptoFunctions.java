package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.INT;
import static dev.millrace.gotemplate.value.GoType.LIST;
import static dev.millrace.gotemplate.value.GoType.STRING;
import static dev.millrace.gotemplate.value.GoType.UINT32;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.crypto.AesText;
import dev.millrace.gotemplate.crypto.Certificate;
import dev.millrace.gotemplate.crypto.CertificateAuthority;
import dev.millrace.gotemplate.crypto.CertificateRequest;
import dev.millrace.gotemplate.crypto.CryptoFailure;
import dev.millrace.gotemplate.crypto.DerivedPassword;
import dev.millrace.gotemplate.crypto.GeneratorRandom;
import dev.millrace.gotemplate.crypto.KeyGenerator;
import dev.millrace.gotemplate.crypto.PasswordHash;
import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.value.GoString;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Password hashes, ciphers, keys and certificates. */
final class CryptoFunctions {
  private static final Signature TWO_TEXTS = Signature.of(STRING, STRING);

  private final SecureRandom random;
  private final CertificateAuthority certificates;

  private CryptoFunctions(SprigEnvironment environment) {
    this.random = GeneratorRandom.of(environment.random());
    this.certificates = new CertificateAuthority(environment.clock(), random);
  }

  static Functions all(SprigEnvironment environment) {
    var crypto = new CryptoFunctions(environment);
    var functions = Functions.builder();
    crypto.addPasswords(functions);
    crypto.addCertificates(functions);
    return functions.build();
  }

  /** The functions that need no randomness. */
  static Functions deterministic() {
    return Functions.builder()
        .add(
            "derivePassword",
            Signature.of(UINT32, STRING, STRING, STRING, STRING),
            CryptoFunctions::derivePassword)
        .add("decryptAES", TWO_TEXTS, CryptoFunctions::decrypt)
        .add("buildCustomCert", TWO_TEXTS, CryptoFunctions::customCertificate)
        .build();
  }

  private void addPasswords(Functions.Builder functions) {
    functions
        .add("bcrypt", Signature.of(STRING), call -> bcrypt(call.string(0)))
        .add("htpasswd", TWO_TEXTS, this::htpasswd)
        .add("encryptAES", TWO_TEXTS, this::encrypt)
        .add("genPrivateKey", Signature.of(STRING), this::privateKey);
  }

  private void addCertificates(Functions.Builder functions) {
    functions
        .add("genCA", Signature.of(STRING, INT), this::authority)
        .add("genCAWithKey", Signature.of(STRING, INT, STRING), this::authority)
        .add("genSelfSignedCert", Signature.of(STRING, LIST, LIST, INT), this::selfSigned)
        .add(
            "genSelfSignedCertWithKey",
            Signature.of(STRING, LIST, LIST, INT, STRING),
            this::selfSigned)
        .add("genSignedCert", Signature.of(STRING, LIST, LIST, INT, Certificate.TYPE), this::signed)
        .add(
            "genSignedCertWithKey",
            Signature.of(STRING, LIST, LIST, INT, Certificate.TYPE, STRING),
            this::signed);
  }

  /** Sprig gives the message in place of the hash here. */
  private String bcrypt(String password) {
    try {
      return PasswordHash.bcrypt(GoString.toBytes(password), random);
    } catch (CryptoFailure e) {
      return "failed to encrypt string with bcrypt: " + e.getMessage();
    }
  }

  private Object htpasswd(Call call) {
    String user = call.string(0);
    return user.indexOf(':') >= 0
        ? "invalid username: " + user
        : user + ":" + bcrypt(call.string(1));
  }

  private static Object derivePassword(Call call) {
    try {
      return DerivedPassword.of(
          (int) call.integer(0),
          call.string(1),
          GoString.toBytes(call.string(2)),
          GoString.toBytes(call.string(3)),
          GoString.toBytes(call.string(4)));
    } catch (CryptoFailure e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Object encrypt(Call call) {
    if (call.string(1).isEmpty()) {
      return "";
    }
    try {
      byte[] password = GoString.toBytes(call.string(0));
      byte[] text = GoString.toBytes(call.string(1));
      return Base64Text.encode(AesText.encrypt(password, text, random));
    } catch (CryptoFailure e) {
      throw failure(e);
    }
  }

  private static Object decrypt(Call call) {
    if (call.string(1).isEmpty()) {
      return "";
    }
    try {
      byte[] encrypted = Base64Text.decode(GoString.toBytes(call.string(1)));
      return GoString.of(AesText.decrypt(GoString.toBytes(call.string(0)), encrypted));
    } catch (CryptoFailure | CorruptInputException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Object privateKey(Call call) {
    try {
      return new KeyGenerator(random).privateKey(call.string(0));
    } catch (CryptoFailure e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Object authority(Call call) {
    Duration validity = Duration.ofDays(call.integer(1));
    var request = new CertificateRequest(call.string(0), List.of(), List.of(), validity);
    try {
      return certificates.authority(request, key(call, 2));
    } catch (CryptoFailure e) {
      throw failure(e);
    }
  }

  private Object selfSigned(Call call) {
    try {
      return certificates.selfSigned(request(call), key(call, 4));
    } catch (CryptoFailure e) {
      throw failure(e);
    }
  }

  private Object signed(Call call) {
    var authority = (Certificate) Objects.requireNonNull(call.value(4));
    try {
      return certificates.signed(request(call), authority, key(call, 5));
    } catch (CryptoFailure e) {
      throw failure(e);
    }
  }

  /** The key that the template gives, or a new one. */
  private String key(Call call, int index) throws CryptoFailure {
    return call.size() > index ? call.string(index) : certificates.newKey();
  }

  private static CertificateRequest request(Call call) {
    return new CertificateRequest(
        call.string(0),
        texts(call, 1, "error parsing ip: %s is not a string"),
        texts(call, 2, "error processing alternate dns name: %s is not a string"),
        Duration.ofDays(call.integer(3)));
  }

  private static List<String> texts(Call call, int index, String problem) {
    List<String> texts = new ArrayList<>();
    for (Object item : call.list(index)) {
      if (!(item instanceof String text)) {
        throw new FunctionFailure(problem.formatted(GoFormat.text(item)));
      }
      texts.add(text);
    }
    return texts;
  }

  private static Object customCertificate(Call call) {
    String cert = decoded(call.string(0), "unable to decode base64 certificate");
    String key = decoded(call.string(1), "unable to decode base64 private key");
    try {
      return CertificateAuthority.custom(cert, key);
    } catch (CryptoFailure e) {
      throw failure(e);
    }
  }

  private static String decoded(String text, String problem) {
    try {
      return GoString.of(Base64Text.decode(GoString.toBytes(text)));
    } catch (CorruptInputException e) {
      throw new FunctionFailure(problem, e);
    }
  }

  private static FunctionFailure failure(CryptoFailure cause) {
    return new FunctionFailure(String.valueOf(cause.getMessage()), cause);
  }
}
