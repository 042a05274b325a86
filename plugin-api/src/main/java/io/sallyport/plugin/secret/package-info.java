/**
 * How a password vault is added: implement {@link io.sallyport.plugin.secret.SecretProvider} and
 * name the class in {@code META-INF/services/io.sallyport.plugin.secret.SecretProvider}. The growth
 * rules of {@link io.sallyport.plugin} hold here too.
 */
@NullMarked
package io.sallyport.plugin.secret;

import org.jspecify.annotations.NullMarked;
