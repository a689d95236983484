/// Sticky assignment of people to arms, holdouts and the statistics that compare arms.
@NullMarked
package io.epistle.experiment;

import org.jspecify.annotations.NullMarked;
