/** Asking registries, with the access that an ImageRepository gives. */
@NullMarked
package dev.millrace.controller.imageautomation.registry;

import org.jspecify.annotations.NullMarked;
