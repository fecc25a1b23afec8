/** Semantic versions and ranges with the rules of the Go library that Flux and Helm use. */
@NullMarked
package dev.millrace.semver;

import org.jspecify.annotations.NullMarked;
