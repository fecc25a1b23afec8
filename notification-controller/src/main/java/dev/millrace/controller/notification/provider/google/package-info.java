/** What Google calls credentials files: JSON that leads to access tokens. */
@NullMarked
package dev.millrace.controller.notification.provider.google;

import org.jspecify.annotations.NullMarked;
