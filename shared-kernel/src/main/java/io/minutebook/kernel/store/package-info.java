/** Where views and small state are kept: documents by collection and id. */
@NullMarked
package io.minutebook.kernel.store;

import org.jspecify.annotations.NullMarked;
