package dev.millrace.apply.observe;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.ownership.AppliedState;
import dev.millrace.apply.ownership.FieldSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@link AppliedState} in little memory: of thousands of objects few are looked at. */
final class WatchedState {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private final byte[] json;

  private WatchedState(byte[] json) {
    this.json = json;
  }

  static WatchedState of(AppliedState state) {
    try {
      return new WatchedState(
          JSON.writeValueAsBytes(
              Map.of(
                  "fields", state.fields().toTree(),
                  "values", state.values(),
                  "time", state.time())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AppliedState state() {
    try {
      Map<String, @Nullable Object> tree = Tree.freezeMap(JSON.readValue(json, Map.class));
      return new AppliedState(
          FieldSet.parse(tree.get("fields")), Tree.map(tree, "values"), Tree.string(tree, "time"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isSame(WatchedState other) {
    return Arrays.equals(json, other.json);
  }
}
