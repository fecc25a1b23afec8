/**
 * Contained paths, bounded streams and masked secrets: how every module touches data from outside.
 */
@NullMarked
package dev.millrace.safety;

import org.jspecify.annotations.NullMarked;
