/** What one does with releases: install, upgrade, roll back, test and uninstall. */
@NullMarked
package dev.millrace.helm.action;

import org.jspecify.annotations.NullMarked;
