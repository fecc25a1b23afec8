/** Tokens of Microsoft Entra ID for Azure. */
@NullMarked
package dev.millrace.cloud.azure;

import org.jspecify.annotations.NullMarked;
