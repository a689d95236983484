/// What a template uses, known without rendering it.
@NullMarked
package io.epistle.liquid.analysis;

import org.jspecify.annotations.NullMarked;
