/** A user of the listener, as README and docs/listener.md show it. */
@NullMarked
package com.example;

import org.jspecify.annotations.NullMarked;
