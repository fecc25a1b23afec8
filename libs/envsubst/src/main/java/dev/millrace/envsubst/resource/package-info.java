/** Post-build substitution of Kubernetes objects. */
@NullMarked
package dev.millrace.envsubst.resource;

import org.jspecify.annotations.NullMarked;
