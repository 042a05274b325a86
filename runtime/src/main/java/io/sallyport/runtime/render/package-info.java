/**
 * Shows things to people and programs: a report as text, JSON or HTML with its tabs, and an
 * integration as its reference page. Everything that came from outside is escaped for where it
 * goes.
 */
@NullMarked
package io.sallyport.runtime.render;

import org.jspecify.annotations.NullMarked;
