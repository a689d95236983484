/// The web pages for the marketer and the admin API behind them.
@NullMarked
package io.epistle.console;

import org.jspecify.annotations.NullMarked;
