/** What the tests of the rules start from: people, a meeting made of events, commands. */
package io.minutebook.command.given;
