/** Who owns which field of an object, as the API server records it in managedFields. */
@NullMarked
package dev.millrace.apply.ownership;

import org.jspecify.annotations.NullMarked;
