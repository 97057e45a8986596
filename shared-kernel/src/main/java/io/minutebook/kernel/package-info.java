/** The words every part shares: ids, people, roles, policy and the codes of refusal. */
@NullMarked
package io.minutebook.kernel;

import org.jspecify.annotations.NullMarked;
