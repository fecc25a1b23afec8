package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.INT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoString;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random text, bytes and numbers. */
final class RandomFunctions {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String PRINTABLE =
      IntStream.range(' ', 0x7f).mapToObj(Character::toString).collect(Collectors.joining());

  private final RandomGenerator random;

  private RandomFunctions(RandomGenerator random) {
    this.random = random;
  }

  static Functions all(SprigEnvironment environment) {
    var randoms = new RandomFunctions(environment.random());
    Signature count = Signature.of(INT);
    return Functions.builder()
        .add("randAlphaNum", count, call -> randoms.text(call, LETTERS + DIGITS))
        .add("randAlpha", count, call -> randoms.text(call, LETTERS))
        .add("randNumeric", count, call -> randoms.text(call, DIGITS))
        .add("randAscii", count, call -> randoms.text(call, PRINTABLE))
        .add("randBytes", count, randoms::bytes)
        .add("randInt", Signature.of(INT, INT), randoms::integer)
        .add("uuidv4", Signature.of(), _ -> randoms.uuid())
        .add("shuffle", Signature.of(STRING), call -> randoms.shuffled(call.string(0)))
        .build();
  }

  private Object text(Call call, String characters) {
    long count = call.integer(0);
    call.execution().checkLength(count);
    var text = new StringBuilder();
    for (long i = 0; i < count; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  private Object bytes(Call call) {
    long count = call.integer(0);
    if (count < 0) {
      throw new FunctionFailure("runtime error: makeslice: len out of range");
    }
    call.execution().checkLength(count);
    byte[] bytes = new byte[(int) count];
    random.nextBytes(bytes);
    return Base64Text.encode(bytes);
  }

  private Object integer(Call call) {
    long low = call.integer(0);
    long high = call.integer(1);
    if (high - low <= 0) {
      throw new FunctionFailure("invalid argument to Intn");
    }
    return GoInt.of(low + random.nextLong(high - low));
  }

  /** A random UUID: all bits random but those that say so. */
  private String uuid() {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }

  private String shuffled(String text) {
    int[] runes = GoString.runes(text);
    for (int i = runes.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int rune = runes[i];
      runes[i] = runes[other];
      runes[other] = rune;
    }
    return GoString.ofRunes(runes, 0, runes.length);
  }
}
