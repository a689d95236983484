/// A Liquid engine without dependencies: parse once to an immutable tree, render from any number of
/// threads. Start at [io.epistle.liquid.Template].
@NullMarked
package io.epistle.liquid;

import org.jspecify.annotations.NullMarked;
