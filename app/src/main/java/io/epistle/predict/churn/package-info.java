/// Churn: who will not order within the next ten weeks, foreseen from what was known before.
@NullMarked
package io.epistle.predict.churn;

import org.jspecify.annotations.NullMarked;
