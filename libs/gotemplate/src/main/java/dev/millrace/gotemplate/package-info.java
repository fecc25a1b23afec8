/**
 * Go's text/template as a library: parse templates into a {@link
 * dev.millrace.gotemplate.TemplateSet}, execute one by name.
 */
@NullMarked
package dev.millrace.gotemplate;

import org.jspecify.annotations.NullMarked;
