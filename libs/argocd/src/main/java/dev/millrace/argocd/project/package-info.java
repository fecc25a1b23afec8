/** Projects as tenants: namespaces, service accounts and their rights. */
@NullMarked
package dev.millrace.argocd.project;

import org.jspecify.annotations.NullMarked;
