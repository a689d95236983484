/// What the console's pages show, read from the store: a class for each noun.
@NullMarked
package io.epistle.console.stored;

import org.jspecify.annotations.NullMarked;
