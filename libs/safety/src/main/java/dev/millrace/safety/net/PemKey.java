package dev.millrace.safety.net;

import dev.millrace.safety.Sensitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM: PKCS#8, and the older PKCS#1 (RSA) and SEC 1 (EC) forms. */
public final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int EC_PARAMETERS = 0xa0;

  private PemKey() {}

  /**
   * Reads the first private key of a text.
   *
   * @throws IOException when there is none that can be used; the message never holds the text
   */
  public static PrivateKey parse(Sensitive<String> pem) throws IOException {
    Matcher block = BLOCK.matcher(pem.reveal());
    if (!block.find()) {
      throw unusable();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      return switch (block.group(1)) {
        case "PRIVATE KEY" -> fromPkcs8(der);
        case "RSA PRIVATE KEY" -> fromPkcs8(wrapped(RSA, der));
        case "EC PRIVATE KEY" -> fromPkcs8(wrapped(ecAlgorithm(der), der));
        default -> throw unusable();
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw unusable();
    }
  }

  private static PrivateKey fromPkcs8(byte[] der) throws IOException {
    var spec = new PKCS8EncodedKeySpec(der);
    for (var algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // Not this algorithm; the next one may fit.
      }
    }
    throw unusable();
  }

  /** PKCS#8 is the older form in an envelope that names the algorithm. */
  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, key));
  }

  /** SEC 1 keeps the curve in an optional part of the key itself. */
  private static byte[] ecAlgorithm(byte[] der) throws IOException {
    var key = new DerReader(der).enter(SEQUENCE);
    while (key.hasMore()) {
      int tag = key.peekTag();
      byte[] content = key.next();
      if (tag == EC_PARAMETERS) {
        return element(SEQUENCE, EC_OID, content);
      }
    }
    throw unusable();
  }

  private static byte[] element(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
  }

  private static IOException unusable() {
    return new IOException("the client key (tls.key) is not a private key in PEM format");
  }

  /** Walks over the elements of a DER text. */
  private static final class DerReader {
    private final byte[] der;
    private final int end;
    private int position;

    DerReader(byte[] der) {
      this(der, 0, der.length);
    }

    private DerReader(byte[] der, int start, int end) {
      this.der = der;
      this.position = start;
      this.end = end;
    }

    boolean hasMore() {
      return position < end;
    }

    int peekTag() {
      return der[position] & 0xff;
    }

    DerReader enter(int tag) throws IOException {
      if (peekTag() != tag) {
        throw unusable();
      }
      position++;
      int length = length();
      return new DerReader(der, position, position + length);
    }

    byte[] next() {
      position++;
      int length = length();
      var content = Arrays.copyOfRange(der, position, position + length);
      position += length;
      return content;
    }

    private int length() {
      int first = der[position++] & 0xff;
      if (first < 0x80) {
        return first;
      }
      int length = 0;
      for (int i = 0; i < (first & 0x7f); i++) {
        length = length << 8 | der[position++] & 0xff;
      }
      if (length < 0 || length > end - position) {
        throw new IndexOutOfBoundsException();
      }
      return length;
    }
  }
}
