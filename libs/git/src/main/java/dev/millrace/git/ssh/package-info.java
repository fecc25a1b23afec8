/** JGit over MINA sshd, with the caller's key and known hosts only. */
@NullMarked
package dev.millrace.git.ssh;

import org.jspecify.annotations.NullMarked;
