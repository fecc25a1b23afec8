package dev.millrace.controller.notification.provider.stream;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.Sensitive;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key of NATS: a seed of Ed25519 in base 32 between two bytes of kind and a checksum. */
final class Nkey {
  private static final int SEED = 32;
  private static final int KIND = 2;
  private static final int CHECKSUM = 2;
  private static final byte USER = (byte) (20 << 3);

  private final byte[] seed;

  private Nkey(byte[] seed) {
    this.seed = seed;
  }

  /**
   * Reads a seed, {@code SU…}.
   *
   * @throws NotificationFailure when it is none
   */
  static Nkey parse(Sensitive<String> text) {
    try {
      byte[] bytes = Base32.decode(text.reveal().strip());
      if (bytes.length == KIND + SEED + CHECKSUM) {
        return new Nkey(Arrays.copyOfRange(bytes, KIND, KIND + SEED));
      }
    } catch (IllegalArgumentException _) {
      // The reason would show the seed.
    }
    throw new NotificationFailure("the Secret holds no NATS user seed (SU…)");
  }

  /** The signature of what the server asks to be signed. */
  String sign(String nonce) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
      signature.update(nonce.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has Ed25519", e);
    }
  }

  /** The public key, {@code U…}. */
  String publicKey() {
    ByteBuffer bytes = ByteBuffer.allocate(1 + SEED + CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(USER).put(publicBytes());
    bytes.putShort(crc16(Arrays.copyOf(bytes.array(), 1 + SEED)));
    return Base32.encode(bytes.array());
  }

  private byte[] publicBytes() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
      var point = ((EdECPublicKey) generator.generateKeyPair().getPublic()).getPoint();
      byte[] encoded = littleEndian(point.getY());
      if (point.isXOdd()) {
        encoded[SEED - 1] |= (byte) 0x80;
      }
      return encoded;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has Ed25519", e);
    }
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] big = number.toByteArray();
    byte[] little = new byte[SEED];
    for (int i = 0; i < big.length && i < SEED; i++) {
      little[i] = big[big.length - 1 - i];
    }
    return little;
  }

  /** CRC-16 as XMODEM has it. */
  private static short crc16(byte[] bytes) {
    int crc = 0;
    for (byte each : bytes) {
      crc ^= (each & 0xff) << Byte.SIZE;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
      }
    }
    return (short) crc;
  }

  /** The generator makes the key pair of whatever is random to it: here, of the seed. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
