/** Routes of the security policy, and the keeping of passwords. */
@NullMarked
package io.minutebook.api.policy;

import org.jspecify.annotations.NullMarked;
