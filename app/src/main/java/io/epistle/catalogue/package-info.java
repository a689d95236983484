/// Products with prices and stock, learned from orders or read from feeds.
@NullMarked
package io.epistle.catalogue;

import org.jspecify.annotations.NullMarked;
