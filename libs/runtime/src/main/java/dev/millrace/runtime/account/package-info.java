/** ServiceAccounts of the own cluster and their tokens. */
@NullMarked
package dev.millrace.runtime.account;

import org.jspecify.annotations.NullMarked;
