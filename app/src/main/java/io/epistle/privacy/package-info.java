/// Purposes, consent and the permit without which nothing is sent; suppression, retention, access,
/// erasure, audit and roles.
@NullMarked
package io.epistle.privacy;

import org.jspecify.annotations.NullMarked;
