/**
 * Go's value model on top of plain Java trees: types, kinds, sized numbers, byte strings, typed
 * collections and nil.
 */
@NullMarked
package dev.millrace.gotemplate.value;

import org.jspecify.annotations.NullMarked;
