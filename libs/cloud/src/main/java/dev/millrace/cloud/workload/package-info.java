/** Identities that clouds give to ServiceAccounts of a cluster, without stored credentials. */
@NullMarked
package dev.millrace.cloud.workload;

import org.jspecify.annotations.NullMarked;
