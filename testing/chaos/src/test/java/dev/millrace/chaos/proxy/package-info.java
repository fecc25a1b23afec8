@NullMarked
package dev.millrace.chaos.proxy;

import org.jspecify.annotations.NullMarked;
