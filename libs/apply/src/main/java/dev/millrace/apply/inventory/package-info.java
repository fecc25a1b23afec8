/** Which objects an owner manages: Flux's inventory, and the order and stages of applying them. */
@NullMarked
package dev.millrace.apply.inventory;

import org.jspecify.annotations.NullMarked;
