package dev.millrace.gotemplate.value;

/** A value of an integer kind that is not one of Java's number classes. */
public interface IntegerValue extends Typed {
  /** The value, as unsigned bits where the type is unsigned. */
  long bits();
}
