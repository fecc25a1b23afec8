/** What the template of a commit message sees (FLUX.md 7). */
@NullMarked
package dev.millrace.controller.imageautomation.message;

import org.jspecify.annotations.NullMarked;
