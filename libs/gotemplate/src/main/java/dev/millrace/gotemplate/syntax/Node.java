package dev.millrace.gotemplate.syntax;

/** A part of a parsed template. */
public sealed interface Node permits Statement, Operand, Operand.Command {
  /** The index of the character in the text that error messages point to. */
  int position();
}
