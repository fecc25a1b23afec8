/** JGit over the JDK's HTTP client. */
@NullMarked
package dev.millrace.git.http;

import org.jspecify.annotations.NullMarked;
