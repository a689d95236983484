/// From template, person and offer to the bytes of a message: blocks, slots, links, checks, MIME
/// and DKIM.
@NullMarked
package io.epistle.compose;

import org.jspecify.annotations.NullMarked;
