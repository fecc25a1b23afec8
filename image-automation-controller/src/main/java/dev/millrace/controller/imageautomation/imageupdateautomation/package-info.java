/** ImageUpdateAutomations: latest images become commits (FLUX.md 7). */
@NullMarked
package dev.millrace.controller.imageautomation.imageupdateautomation;

import org.jspecify.annotations.NullMarked;
