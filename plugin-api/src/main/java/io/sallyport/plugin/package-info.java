/**
 * What the author of a plugin compiles against.
 *
 * <p>A plugin is one {@link io.sallyport.plugin.Integration}: it says what a connection needs
 * ({@link io.sallyport.plugin.Integration#connectionType() a record}), opens a {@link
 * io.sallyport.plugin.Session}, and lists its {@link io.sallyport.plugin.Command}s. The host finds
 * it as {@link java.util.ServiceLoader} would: name the class in {@code
 * META-INF/services/io.sallyport.plugin.Integration}.
 *
 * <h2>Growth rules</h2>
 *
 * <ul>
 *   <li>An interface that plugins implement ({@code Integration}, {@code Session}, the bodies of a
 *       command, {@code SecretProvider}, {@code Vault}) gains only default methods.
 *   <li>An interface that the host implements ({@code Host}, {@code Invocation}, {@code ApiClient})
 *       may gain any method; plugins do not implement it, except as a fake in a test, and the test
 *       kit has those.
 *   <li>A value of the API is a final class with factories, never a record: a record's constructor
 *       is a promise that cannot grow. Records are what plugin authors declare.
 *   <li>An annotation gains members only with a default.
 *   <li>Signatures name JDK types, {@link com.fasterxml.jackson.databind.JsonNode} and the types of
 *       this package; never a type of the engine below.
 *   <li>{@code api.txt} lists every public signature. A change there is a change of the API and is
 *       reviewed as one; taking something away needs a new {@link io.sallyport.plugin.ApiVersion}.
 * </ul>
 *
 * <p>Unless a type says otherwise: parameters and results are never null, values are immutable and
 * may be shared between threads.
 */
@NullMarked
package io.sallyport.plugin;

import org.jspecify.annotations.NullMarked;
