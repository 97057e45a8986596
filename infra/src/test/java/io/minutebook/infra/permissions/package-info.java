/** Who may do what, as a table that is tried cell by cell and printed for the documentation. */
package io.minutebook.infra.permissions;
