/**
 * What an image has to pass before a policy selects it: additions to Flux, each switched on by an
 * annotation of the ImagePolicy.
 */
@NullMarked
package dev.millrace.controller.imageautomation.gate;

import org.jspecify.annotations.NullMarked;
