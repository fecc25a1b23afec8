/** How tenants, which are namespaces, share what there is only so much of. */
@NullMarked
package dev.millrace.runtime.fairness;

import org.jspecify.annotations.NullMarked;
