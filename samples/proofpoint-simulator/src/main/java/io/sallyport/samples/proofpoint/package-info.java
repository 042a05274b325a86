/**
 * A stand-in for Proofpoint Essentials: its Interface API v1 over real HTTP, with real state and
 * real authentication, for tests and for trying things out.
 *
 * <p>{@link io.sallyport.samples.proofpoint.ProofpointSimulator} is the fixture, {@link
 * io.sallyport.samples.proofpoint.Directory} its state, {@link
 * io.sallyport.samples.proofpoint.Behaviour} the choices where the vendor's documentation is silent
 * or says two things, and {@link io.sallyport.samples.proofpoint.Main} the command line. It listens
 * on the loopback address only and holds nothing but made-up data.
 */
@NullMarked
package io.sallyport.samples.proofpoint;

import org.jspecify.annotations.NullMarked;
