package io.epistle.compose;

import io.epistle.liquid.BranchListener;
import io.epistle.liquid.UndefinedListener;

/// Who is told what happens while a message is composed.
///
/// @param undefined of variables that are used and do not exist
/// @param branches of branches that are taken
record Listening(UndefinedListener undefined, BranchListener branches) {
    /// Tells nobody.
    static final Listening NOBODY = new Listening(UndefinedListener.IGNORE, BranchListener.IGNORE);
}
