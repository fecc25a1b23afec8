package dev.millrace.gotemplate.crypto;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAParameters;
import org.bouncycastle.crypto.params.DSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** A private key and the public key that belongs to it. */
record KeyPair(AsymmetricKeyParameter privateKey, AsymmetricKeyParameter publicKey) {
  private static final String PRIVATE_KEY = "PRIVATE KEY";

  /** The pair of a private key, whose public half is computed. */
  static KeyPair of(AsymmetricKeyParameter privateKey) throws CryptoFailure {
    AsymmetricKeyParameter publicKey =
        switch (privateKey) {
          case RSAPrivateCrtKeyParameters rsa ->
              new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
          case ECPrivateKeyParameters ec ->
              new ECPublicKeyParameters(
                  new FixedPointCombMultiplier().multiply(ec.getParameters().getG(), ec.getD()),
                  ec.getParameters());
          case Ed25519PrivateKeyParameters ed -> ed.generatePublicKey();
          case DSAPrivateKeyParameters dsa ->
              new DSAPublicKeyParameters(
                  dsa.getParameters().getG().modPow(dsa.getX(), dsa.getParameters().getP()),
                  dsa.getParameters());
          default -> throw new CryptoFailure("unsupported type of private key");
        };
    return new KeyPair(privateKey, publicKey);
  }

  /**
   * Reads a private key in PEM: PKCS#8, or the older forms for RSA, EC and DSA.
   *
   * @throws CryptoFailure with the message that Sprig gives
   */
  static KeyPair parse(String pemText) throws CryptoFailure {
    Pem pem = Pem.first(pemText);
    if (pem == null) {
      throw new CryptoFailure("no PEM data in input");
    }
    try {
      return of(
          switch (pem.label()) {
            case PRIVATE_KEY -> PrivateKeyFactory.createKey(pem.content());
            case "RSA PRIVATE KEY" -> rsa(pem.content());
            case "EC PRIVATE KEY" -> elliptic(pem.content());
            case "DSA PRIVATE KEY" -> dsa(pem.content());
            default -> throw unknownLabel(pem.label());
          });
    } catch (IOException | RuntimeException e) {
      throw new CryptoFailure("cannot read the private key in the PEM block " + pem.label(), e);
    }
  }

  private static CryptoFailure unknownLabel(String label) {
    String type = " " + PRIVATE_KEY;
    return new CryptoFailure(
        label.endsWith(type)
            ? "invalid private key type " + label.substring(0, label.length() - type.length())
            : "no private key data in PEM block of type " + label);
  }

  private static AsymmetricKeyParameter rsa(byte[] content) throws IOException {
    var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption);
    return PrivateKeyFactory.createKey(
        new PrivateKeyInfo(algorithm, RSAPrivateKey.getInstance(content)));
  }

  private static AsymmetricKeyParameter elliptic(byte[] content) throws IOException {
    ECPrivateKey key = ECPrivateKey.getInstance(ASN1Sequence.getInstance(content));
    var algorithm =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
    return PrivateKeyFactory.createKey(new PrivateKeyInfo(algorithm, key));
  }

  private static AsymmetricKeyParameter dsa(byte[] content) {
    ASN1Sequence fields = ASN1Sequence.getInstance(content);
    var parameters = new DSAParameters(number(fields, 1), number(fields, 2), number(fields, 3));
    return new DSAPrivateKeyParameters(number(fields, 5), parameters);
  }

  private static BigInteger number(ASN1Sequence fields, int index) {
    return ASN1Integer.getInstance(fields.getObjectAt(index)).getValue();
  }

  /** The private key in the PEM form that OpenSSL traditionally has for its type. */
  String pem() throws CryptoFailure {
    try {
      return switch (privateKey) {
        case RSAPrivateCrtKeyParameters rsa ->
            new Pem("RSA PRIVATE KEY", pkcs8(rsa).parsePrivateKey().toASN1Primitive().getEncoded())
                .text();
        case ECPrivateKeyParameters ec -> new Pem("EC PRIVATE KEY", sec1(ec)).text();
        case DSAPrivateKeyParameters dsa -> new Pem("DSA PRIVATE KEY", dsaFields(dsa)).text();
        default -> new Pem(PRIVATE_KEY, plainPkcs8()).text();
      };
    } catch (IOException e) {
      throw new CryptoFailure("cannot write the private key", e);
    }
  }

  private static PrivateKeyInfo pkcs8(AsymmetricKeyParameter key) throws IOException {
    return PrivateKeyInfoFactory.createPrivateKeyInfo(key);
  }

  /** Without the optional public key, which older readers do not know. */
  private byte[] plainPkcs8() throws IOException {
    PrivateKeyInfo info = pkcs8(privateKey);
    return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey()).getEncoded();
  }

  private byte[] sec1(ECPrivateKeyParameters key) throws IOException {
    var point = ((ECPublicKeyParameters) publicKey).getQ().getEncoded(false);
    var curve = pkcs8(key).getPrivateKeyAlgorithm().getParameters();
    int bits = key.getParameters().getN().bitLength();
    return new ECPrivateKey(bits, key.getD(), new DERBitString(point), curve).getEncoded();
  }

  private byte[] dsaFields(DSAPrivateKeyParameters key) throws IOException {
    DSAParameters parameters = key.getParameters();
    var fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(0));
    fields.add(new ASN1Integer(parameters.getP()));
    fields.add(new ASN1Integer(parameters.getQ()));
    fields.add(new ASN1Integer(parameters.getG()));
    fields.add(new ASN1Integer(((DSAPublicKeyParameters) publicKey).getY()));
    fields.add(new ASN1Integer(key.getX()));
    return new DERSequence(fields).getEncoded();
  }

  SubjectPublicKeyInfo publicKeyInfo() throws CryptoFailure {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey);
    } catch (IOException e) {
      throw new CryptoFailure("error retrieving public key from signee key", e);
    }
  }
}
