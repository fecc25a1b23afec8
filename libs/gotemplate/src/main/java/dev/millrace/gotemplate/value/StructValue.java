package dev.millrace.gotemplate.value;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A struct or a pointer to one, with the fields that printing and templates can see. */
public interface StructValue extends Typed {
  /** The fields in the order of their declaration. */
  SequencedMap<String, @Nullable Object> fields();
}
