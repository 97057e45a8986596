/** What the tests of the read side start from: a log and documents in memory, and a meeting. */
package io.minutebook.query.given;
