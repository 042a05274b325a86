// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.tree.Mapping;
import java.time.Duration;
import java.util.Optional;

/**
 * What somebody asks for.
 *
 * @param command a command's name in any spelling
 * @param connection a connection's exact name
 * @param input values by name, each name in any spelling
 * @param timeout instead of the connection's own
 */
public record CommandCall(
    Caller caller, String command, String connection, Mapping input, Optional<Duration> timeout) {}
