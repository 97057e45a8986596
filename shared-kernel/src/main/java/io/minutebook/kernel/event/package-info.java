/** What has happened: the facts a meeting's record is made of, and their registered names. */
@NullMarked
package io.minutebook.kernel.event;

import org.jspecify.annotations.NullMarked;
