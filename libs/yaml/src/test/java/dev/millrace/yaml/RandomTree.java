package dev.millrace.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random plain trees of text that is awkward to write. */
final class RandomTree {
  private static final List<String> AWKWARD =
      List.of(
          "yes",
          "null",
          "0x1F",
          "1e3",
          "2024-01-01",
          "",
          "-",
          "a: b",
          "😀",
          " x",
          "x ",
          "x\n",
          "\nx",
          " \n",
          "x\n\n",
          "#",
          "a #b",
          "'",
          "\"",
          "\\",
          "\t",
          "é日",
          "{}",
          "[a",
          "---",
          "...",
          "12:30");

  private final RandomGenerator random;

  RandomTree(RandomGenerator random) {
    this.random = random;
  }

  Object value(int depth) {
    int kind = random.nextInt(depth > 0 ? 6 : 4);
    return switch (kind) {
      case 0, 1 -> text();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> random.nextBoolean() ? (Object) random.nextBoolean() : fraction();
      case 4 -> list(depth - 1);
      default -> map(depth - 1);
    };
  }

  private double fraction() {
    return random.nextInt(-1000, 1000) + 0.125 * random.nextInt(1, 8);
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(depth));
    }
    return list;
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(text(), value(depth));
    }
    return map;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int parts = random.nextInt(1, random.nextBoolean() ? 2 : 20); parts > 0; parts--) {
      text.append(
          random.nextInt(3) == 0
              ? AWKWARD.get(random.nextInt(AWKWARD.size()))
              : String.valueOf((char) random.nextInt(' ', '~')).repeat(random.nextInt(1, 4)));
    }
    if (text.indexOf("\t") == 0) {
      // The original's pretty writer makes a block of it that its reader refuses.
      text.insert(0, 't');
    }
    // The originals write this text plain, also as a key, and so it reads back as a merge key.
    return text.toString().equals("<<") ? "<" : text.toString();
  }
}
