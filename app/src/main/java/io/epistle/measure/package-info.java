/// What came of it: opens, clicks, conversions, attribution and reports whose counts add up.
@NullMarked
package io.epistle.measure;

import org.jspecify.annotations.NullMarked;
