// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.time.Instant;
import java.util.List;

/**
 * A connection of which nobody knows whether it works.
 *
 * @param conclusive when a check last came to a conclusion
 * @param recipients who is told
 */
public record Silence(AlertSubject subject, Instant conclusive, List<String> recipients) {}
