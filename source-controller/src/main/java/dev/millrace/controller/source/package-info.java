/** Git, OCI, Helm and S3 sources become verified artifacts. */
@NullMarked
package dev.millrace.controller.source;

import org.jspecify.annotations.NullMarked;
