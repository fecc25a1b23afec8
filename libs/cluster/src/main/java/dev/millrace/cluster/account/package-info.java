/** ServiceAccounts of the own cluster and their tokens. */
@NullMarked
package dev.millrace.cluster.account;

import org.jspecify.annotations.NullMarked;
