package dev.millrace.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A document with a few of its values, at any depth, replaced by others. */
public final class AlteredJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ALTERATIONS = 3;
  private static final List<String> REPLACEMENTS =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "9223372036854775808",
          "1e400",
          "0.5",
          "\"\"",
          "\"%\"",
          "\"AAAA\"",
          "\"MIIB\"",
          "\"0\"",
          "\"2026-13-01T00:00:00Z\"",
          "\"\\ud800\"",
          "[]",
          "[null]",
          "[[[[[[]]]]]]",
          "{}",
          "{\"\":null}");

  private AlteredJson() {}

  /** Documents like that one, as bytes. */
  public static Arbitrary<byte[]> of(String document) {
    Arbitrary<Alteration> alterations =
        Combinators.combine(Arbitraries.integers().between(0, 9_999), Arbitraries.of(REPLACEMENTS))
            .as(Alteration::new);
    return alterations.list().ofMaxSize(ALTERATIONS).map(each -> altered(document, each));
  }

  private record Alteration(int place, String replacement) {}

  private static byte[] altered(String document, List<Alteration> alterations) {
    try {
      JsonNode root = JSON.readTree(document);
      for (Alteration each : alterations) {
        List<Slot> slots = new ArrayList<>();
        collect(root, slots);
        if (!slots.isEmpty()) {
          slots.get(each.place() % slots.size()).put(JSON.readTree(each.replacement()));
        }
      }
      return root.toString().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Slot {
    void put(JsonNode value);
  }

  private static void collect(JsonNode node, List<Slot> slots) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  field -> {
                    slots.add(value -> object.set(field.getKey(), value));
                    collect(field.getValue(), slots);
                  });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          int position = i;
          slots.add(value -> array.set(position, value));
          collect(array.get(i), slots);
        }
      }
      default -> {}
    }
  }
}
