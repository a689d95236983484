/// Collection over HTTP: from the bytes of a request to facts, each stored once or quarantined with
/// its reason, answered when they are durable.
@NullMarked
package io.epistle.collect.http;

import org.jspecify.annotations.NullMarked;
