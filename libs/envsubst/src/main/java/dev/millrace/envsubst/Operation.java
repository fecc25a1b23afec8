package dev.millrace.envsubst;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an expression does with the value of its variable. */
enum Operation {
  /** {@code ${x}}. */
  VALUE {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return value;
    }
  },
  /** {@code ${x:-d}}, {@code ${x:=d}}, {@code ${x=d}}: for values that are empty or not set. */
  DEFAULT {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return value.length == 0 ? Bytes.concat(arguments, evaluation) : value;
    }
  },
  /** {@code ${#x}}. */
  LENGTH {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Integer.toString(value.length).getBytes(StandardCharsets.US_ASCII);
    }
  },
  /** {@code ${x,}}. */
  LOWER_FIRST {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Bytes.mapFirst(value, Character::toLowerCase);
    }
  },
  /** {@code ${x,,}}. */
  LOWER {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Bytes.map(value, Character::toLowerCase);
    }
  },
  /** {@code ${x^}}. */
  UPPER_FIRST {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Bytes.mapFirst(value, Character::toUpperCase);
    }
  },
  /** {@code ${x^^}}. */
  UPPER {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Bytes.map(value, Character::toUpperCase);
    }
  },
  /** {@code ${x:offset}} and {@code ${x:offset:length}}. */
  SUBSTRING {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Substring.of(value, arguments);
    }
  },
  /** {@code ${x#pattern}}. */
  TRIM_SHORTEST_PREFIX {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Trim.shortest(value, arguments.getFirst(), evaluation.steps());
    }
  },
  /** {@code ${x##pattern}}. */
  TRIM_LONGEST_PREFIX {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Trim.longest(value, arguments.getFirst(), evaluation.steps());
    }
  },
  /** {@code ${x%pattern}}; value and pattern are read backwards. */
  TRIM_SHORTEST_SUFFIX {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      byte[] pattern = Bytes.reverse(arguments.getFirst());
      return Bytes.reverse(Trim.shortest(Bytes.reverse(value), pattern, evaluation.steps()));
    }
  },
  /** {@code ${x%%pattern}}; value and pattern are read backwards. */
  TRIM_LONGEST_SUFFIX {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      byte[] pattern = Bytes.reverse(arguments.getFirst());
      return Bytes.reverse(Trim.longest(Bytes.reverse(value), pattern, evaluation.steps()));
    }
  },
  /** {@code ${x/old/new}}. */
  REPLACE_FIRST {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Replace.first(value, arguments.getFirst(), replacement(arguments), evaluation);
    }
  },
  /** {@code ${x//old/new}}. */
  REPLACE_ALL {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return Replace.all(value, arguments.getFirst(), replacement(arguments), evaluation);
    }
  },
  /** {@code ${x/#old/new}}; does nothing without a new text. */
  REPLACE_PREFIX {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return arguments.size() == 2
          ? Replace.prefix(value, arguments.getFirst(), arguments.getLast())
          : value;
    }
  },
  /** {@code ${x/%old/new}}; does nothing without a new text. */
  REPLACE_SUFFIX {
    @Override
    byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation) {
      return arguments.size() == 2
          ? Replace.suffix(value, arguments.getFirst(), arguments.getLast())
          : value;
    }
  };

  abstract byte[] apply(byte[] value, List<byte[]> arguments, Evaluation evaluation);

  private static byte[] replacement(List<byte[]> arguments) {
    return arguments.size() > 1 ? arguments.get(1) : new byte[0];
  }
}
