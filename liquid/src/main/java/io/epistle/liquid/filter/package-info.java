/// Filters: the contract a filter fulfils, and the standard set by family.
@NullMarked
package io.epistle.liquid.filter;

import org.jspecify.annotations.NullMarked;
