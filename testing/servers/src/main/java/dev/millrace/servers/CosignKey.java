package dev.millrace.servers;

import dev.millrace.servers.OciRegistry.Layer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A key that signs what lies in a registry as cosign does, made for one test. */
public final class CosignKey {
  /** The statement that a manifest is signed, as bundles word it. */
  public static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";

  private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String STATEMENT = "application/vnd.in-toto+json";

  private final KeyPair keys;
  private final String scheme;

  private CosignKey(KeyPair keys, String scheme) {
    this.keys = keys;
    this.scheme = scheme;
  }

  /**
   * Makes a key.
   *
   * @param kind {@code EC}, {@code RSA} or {@code Ed25519}
   */
  public static CosignKey generate(String kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (!kind.equals("Ed25519")) {
        generator.initialize(kind.equals("EC") ? 256 : 2048);
      }
      return new CosignKey(generator.generateKeyPair(), scheme(kind));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String scheme(String kind) {
    return switch (kind) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> kind;
    };
  }

  /** The public key as {@code cosign.pub} holds it. */
  public String publicKey() {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded()));
  }

  /** Puts a signature beside a manifest, under the tag that is made of its digest. */
  public void sign(OciRegistry registry, String repository, String digest) {
    putSignature(registry, repository, digest, payload(registry, repository, digest));
  }

  /** Puts the signature of one manifest beside another one, as a forger would. */
  public void copySignature(OciRegistry registry, String repository, String of, String beside) {
    putSignature(registry, repository, beside, payload(registry, repository, of));
  }

  private static byte[] payload(OciRegistry registry, String repository, String digest) {
    return """
    {"critical":{"identity":{"docker-reference":"%s/%s"},\
    "image":{"docker-manifest-digest":"%s"},\
    "type":"cosign container image signature"},"optional":null}"""
        .formatted(registry.host(), repository, digest)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void putSignature(
      OciRegistry registry, String repository, String beside, byte[] payload) {
    registry.putArtifact(
        repository,
        beside.replace(':', '-') + ".sig",
        "application/vnd.oci.image.config.v1+json",
        List.of(
            new Layer(
                PAYLOAD,
                payload,
                Map.of("dev.cosignproject.cosign/signature", base64(signature(payload))))),
        Map.of());
  }

  /** Puts a bundle that refers to a manifest and states something about it. */
  public void signWithBundle(
      OciRegistry registry, String repository, String digest, String predicateType) {
    byte[] statement =
        """
        {"_type":"https://in-toto.io/Statement/v1",\
        "subject":[{"digest":{"sha256":"%s"}}],"predicateType":"%s","predicate":{}}"""
            .formatted(digest.substring("sha256:".length()), predicateType)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(
        "DSSEv1 %d %s %d "
            .formatted(STATEMENT.length(), STATEMENT, statement.length)
            .getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(statement);
    String bundle =
        """
        {"mediaType":"%s","verificationMaterial":{"publicKey":{"hint":"x"}},\
        "dsseEnvelope":{"payload":"%s","payloadType":"%s","signatures":[{"sig":"%s"}]}}"""
            .formatted(
                BUNDLE, base64(statement), STATEMENT, base64(signature(signed.toByteArray())));
    registry.putReferrer(
        repository, digest, BUNDLE, new Layer(BUNDLE, bundle.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] signature(byte[] message) {
    try {
      Signature signer = Signature.getInstance(scheme);
      signer.initSign(keys.getPrivate());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
