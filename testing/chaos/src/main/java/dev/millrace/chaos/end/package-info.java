/** What a play leaves behind, object by object and field by field, and how two of them differ. */
@NullMarked
package dev.millrace.chaos.end;

import org.jspecify.annotations.NullMarked;
