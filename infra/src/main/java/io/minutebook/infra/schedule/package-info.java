/** Work that is done over and over. */
@NullMarked
package io.minutebook.infra.schedule;

import org.jspecify.annotations.NullMarked;
