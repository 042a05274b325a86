/**
 * The Proofpoint Essentials integration: safe and blocked sender lists of an organization and its
 * groups, and the organization's domains.
 *
 * <p>{@link io.sallyport.proofpoint.ProofpointEssentials} is the table of contents. Each command is
 * a class of its own with an {@code Input} and a {@code run}; what Add and Delete have in common is
 * in {@code SenderListChange}; {@code ProofpointClient} is the only class that sends anything.
 */
@NullMarked
package io.sallyport.proofpoint;

import org.jspecify.annotations.NullMarked;
