/** How views are kept: folds over the log, written together with how far they are. */
@NullMarked
package io.minutebook.query.view;

import org.jspecify.annotations.NullMarked;
