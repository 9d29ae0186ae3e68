/**
 * The place where JavaScript and Python hosts will stand, over the debugger session.
 */
package dev.ringside.scripting;
