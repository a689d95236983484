/// What a person is likely to do or like: features, scores, recommendations with reasons, and the
/// registry of models.
@NullMarked
package io.epistle.predict;

import org.jspecify.annotations.NullMarked;
