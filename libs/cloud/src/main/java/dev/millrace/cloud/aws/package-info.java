/** Credentials and signatures of AWS. */
@NullMarked
package dev.millrace.cloud.aws;

import org.jspecify.annotations.NullMarked;
