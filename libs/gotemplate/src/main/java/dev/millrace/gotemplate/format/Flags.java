package dev.millrace.gotemplate.format;

/** Flags, width and precision of one formatting directive. */
final class Flags {
  boolean sharp;
  boolean zero;
  boolean plus;
  boolean minus;
  boolean space;

  /** Set for {@code %#v}, which writes Go syntax. */
  boolean goSyntax;

  /** Set for {@code %+v}, which names the fields of structs. */
  boolean fieldNames;

  boolean hasWidth;
  int width;
  boolean hasPrecision;
  int precision;

  void clear() {
    sharp = false;
    zero = false;
    plus = false;
    minus = false;
    space = false;
    goSyntax = false;
    fieldNames = false;
    hasWidth = false;
    width = 0;
    hasPrecision = false;
    precision = 0;
  }

  /** For the verb v, sharp and plus mean something else than for other verbs. */
  void adaptToValueVerb() {
    goSyntax = sharp;
    sharp = false;
    fieldNames = plus;
    plus = false;
  }
}
