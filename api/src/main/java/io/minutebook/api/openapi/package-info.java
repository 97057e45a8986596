/** The page that describes the API, made from the routes and their records. */
@NullMarked
package io.minutebook.api.openapi;

import org.jspecify.annotations.NullMarked;
