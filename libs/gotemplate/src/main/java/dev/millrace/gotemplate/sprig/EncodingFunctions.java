package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.zip.Adler32;

/** Base64, base32 and checksums. */
final class EncodingFunctions {
  private EncodingFunctions() {}

  static Functions all() {
    var functions = Functions.builder();
    add(functions, "b64enc", Base64Text::encode);
    add(functions, "b32enc", Base32Text::encode);
    add(functions, "sha1sum", bytes -> digest("SHA-1", bytes));
    add(functions, "sha256sum", bytes -> digest("SHA-256", bytes));
    add(functions, "sha512sum", bytes -> digest("SHA-512", bytes));
    add(functions, "adler32sum", EncodingFunctions::adler32);
    return functions
        .add("b64dec", Signature.of(STRING), call -> decoded(Base64Text::decode, call.string(0)))
        .add("b32dec", Signature.of(STRING), call -> decoded(Base32Text::decode, call.string(0)))
        .build();
  }

  private static void add(
      Functions.Builder functions, String name, Function<byte[], String> encoder) {
    functions.add(
        name, Signature.of(STRING), call -> encoder.apply(GoString.toBytes(call.string(0))));
  }

  private interface Decoder {
    byte[] decode(byte[] text) throws CorruptInputException;
  }

  /** The decoded text; the message where there is none, which is how Sprig reports it. */
  private static String decoded(Decoder decoder, String text) {
    try {
      return GoString.of(decoder.decode(GoString.toBytes(text)));
    } catch (CorruptInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static String adler32(byte[] bytes) {
    var checksum = new Adler32();
    checksum.update(bytes);
    return Long.toString(checksum.getValue());
  }
}
