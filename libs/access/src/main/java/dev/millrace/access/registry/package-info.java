/** Access to registries (FLUX.md 1.14). */
@NullMarked
package dev.millrace.access.registry;

import org.jspecify.annotations.NullMarked;
