/** ImagePolicies: the latest of the scanned tags by a rule (FLUX.md 6.2). */
@NullMarked
package dev.millrace.controller.imageautomation.imagepolicy;

import org.jspecify.annotations.NullMarked;
