/** Keys, certificates, ciphers and password hashes behind Sprig's functions of that kind. */
@NullMarked
package dev.millrace.gotemplate.crypto;

import org.jspecify.annotations.NullMarked;
