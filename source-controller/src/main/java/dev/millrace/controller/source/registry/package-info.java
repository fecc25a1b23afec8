/** Access to registries by the Secrets that objects name. */
@NullMarked
package dev.millrace.controller.source.registry;

import org.jspecify.annotations.NullMarked;
