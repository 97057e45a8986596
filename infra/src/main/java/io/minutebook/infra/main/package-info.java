/** The running product: command line, wiring of the parts, sample data and health. */
@NullMarked
package io.minutebook.infra.main;

import org.jspecify.annotations.NullMarked;
