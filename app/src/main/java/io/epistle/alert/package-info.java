/// What an operator must know: conditions that are watched while a server runs, the alerts that
/// they open and close, and the samples of counters that rates are made of. Nothing about people.
@NullMarked
package io.epistle.alert;

import org.jspecify.annotations.NullMarked;
