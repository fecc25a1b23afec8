package dev.millrace.sops.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** A section of an INI file under construction; a key that comes again replaces the value. */
final class IniSection {
  /** The keys before the first section. */
  static final String DEFAULT = "DEFAULT";

  private final String name;
  private final Map<String, IniValue> keys = new LinkedHashMap<>();
  private String comment = "";

  /** A value and the comment lines of its key, their marks included. */
  record IniValue(String text, String comment) {}

  IniSection(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  String comment() {
    return comment;
  }

  void comment(String text) {
    comment = text;
  }

  Map<String, IniValue> keys() {
    return keys;
  }
}
