package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.time.GoTime;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.IntegerValue;
import dev.millrace.gotemplate.value.NilMap;
import dev.millrace.gotemplate.value.NoValue;
import dev.millrace.gotemplate.value.StructValue;
import dev.millrace.gotemplate.value.Values;
import dev.millrace.gotemplate.value.WalkBudget;
import dev.millrace.yaml.StructFields;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Template values as the plain trees that JSON is written from, and the other way round. */
public final class JsonTree {
  private final WalkBudget budget = new WalkBudget();

  private final Target target;

  private JsonTree(Target target) {
    this.target = target;
  }

  /**
   * The tree that Go's JSON encoder would write for a value: a nil slice as null, bytes in base64,
   * fields of structs in their order.
   *
   * @throws dev.millrace.gotemplate.value.BoundExceeded when it is too large
   * @throws IllegalArgumentException for values that have no JSON form, such as functions
   */
  public static @Nullable Object of(@Nullable Object value) {
    return of(value, Target.JSON);
  }

  /**
   * The tree of a value for a writer of another format.
   *
   * @throws dev.millrace.gotemplate.value.BoundExceeded when it is too large
   * @throws IllegalArgumentException for values that have no such form
   */
  public static @Nullable Object of(@Nullable Object value, Target target) {
    return new JsonTree(target).of(value, 0);
  }

  /** What is written from a tree. */
  public enum Target {
    /** JSON, where structs keep the order of their fields. */
    JSON,
    /** YAML made from JSON that was read again: the order of fields is lost. */
    YAML,
    /** YAML made without JSON, by the third version of Go's library. */
    YAML_V3,
    /** TOML, which has times. */
    TOML;

    /** Whether structs and bytes pass through JSON. */
    boolean isJson() {
      return this == JSON || this == YAML;
    }
  }

  private @Nullable Object of(@Nullable Object value, int depth) {
    if (depth > WalkBudget.MAX_DEPTH) {
      // Go starts to look for values that contain themselves at this depth, and finds them.
      throw new IllegalArgumentException(
          "json: unsupported value: encountered a cycle via " + Values.typeOrAny(value));
    }
    budget.visit(depth);
    return switch (value) {
      case null -> null;
      case NoValue _ -> null;
      case String text -> counted(text);
      case Boolean _, Number _ -> value;
      case GoSlice slice when slice.isNil() -> null;
      case List<?> list -> list(list, depth);
      case NilMap _ -> null;
      case StructFields fields -> map(fields, emptyStruct(), depth);
      case Map<?, ?> map -> map(Values.asMap(map), new LinkedHashMap<>(), depth);
      case GoTime time ->
          switch (target) {
            case TOML -> time;
            case YAML_V3 -> time.offsetDateTime();
            case JSON, YAML -> time.json();
          };
      case IntegerValue number -> integer(number);
      case GoStructValue struct when !target.isJson() ->
          map(goFields(struct), emptyStruct(), depth);
      case Jsonable object -> of(object.json(), depth + 1);
      case StructValue struct -> map(struct.fields(), emptyStruct(), depth);
      default ->
          throw new IllegalArgumentException("json: unsupported type: " + Values.typeOrAny(value));
    };
  }

  private Map<String, @Nullable Object> emptyStruct() {
    return target == Target.YAML ? new LinkedHashMap<>() : new StructFields();
  }

  /** The third version of the YAML library writes names in lower case. */
  private SequencedMap<String, @Nullable Object> goFields(GoStructValue struct) {
    if (target != Target.YAML_V3) {
      return struct.goFields();
    }
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    struct.goFields().forEach((name, item) -> fields.put(name.toLowerCase(Locale.ROOT), item));
    return fields;
  }

  private String counted(String text) {
    budget.text(text);
    return target == Target.YAML ? GoString.withoutStrayBytes(text) : text;
  }

  private Object list(List<?> list, int depth) {
    byte[] bytes = GoSlice.bytesOf(list);
    if (bytes != null && target.isJson()) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    List<@Nullable Object> tree = new ArrayList<>(list.size());
    for (Object item : list) {
      tree.add(of(item, depth + 1));
    }
    return tree;
  }

  private Object map(
      Map<String, @Nullable Object> map, Map<String, @Nullable Object> tree, int depth) {
    // No lambda: a thousand levels must fit on any stack, also before anything is compiled.
    for (Map.Entry<String, @Nullable Object> field : map.entrySet()) {
      tree.put(counted(field.getKey()), of(field.getValue(), depth + 1));
    }
    return tree;
  }

  private static Object integer(IntegerValue number) {
    boolean unsigned = number.goType().kind().isUnsigned();
    return unsigned && number.bits() < 0
        ? new BigInteger(Long.toUnsignedString(number.bits()))
        : (Object) number.bits();
  }

  /** A struct whose fields have other names in JSON. */
  public interface GoStructValue {
    /** The fields under their names in Go, in the order of their declaration. */
    SequencedMap<String, @Nullable Object> goFields();
  }

  /** An object with a JSON form of its own. */
  public interface Jsonable {
    /** What to write in its place: a text, or fields under their JSON names. */
    Object json();
  }
}
