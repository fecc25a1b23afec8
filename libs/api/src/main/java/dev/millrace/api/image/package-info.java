/**
 * Tags of container images, the choice among them and commits that write it back (FLUX.md 6, 7).
 */
@NullMarked
package dev.millrace.api.image;

import org.jspecify.annotations.NullMarked;
