/// Learning probabilities from examples, and measuring how good they are: knows nothing of people.
@NullMarked
package io.epistle.predict.learner;

import org.jspecify.annotations.NullMarked;
