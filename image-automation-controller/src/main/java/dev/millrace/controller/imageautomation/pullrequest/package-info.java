/**
 * Pull requests for push branches: an addition to Flux, switched on by an annotation of the
 * automation.
 */
@NullMarked
package dev.millrace.controller.imageautomation.pullrequest;

import org.jspecify.annotations.NullMarked;
