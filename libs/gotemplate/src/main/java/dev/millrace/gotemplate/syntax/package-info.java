/** The template language: tokens, the parser and the tree it builds. No evaluation happens here. */
@NullMarked
package dev.millrace.gotemplate.syntax;

import org.jspecify.annotations.NullMarked;
