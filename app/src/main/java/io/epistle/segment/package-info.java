/// Membership that is exact to the second: entering and leaving, recency, frequency and money,
/// lifecycle, and the explanation of each answer.
@NullMarked
package io.epistle.segment;

import org.jspecify.annotations.NullMarked;
