/** New image tags become commits. */
@NullMarked
package dev.millrace.controller.imageautomation;

import org.jspecify.annotations.NullMarked;
