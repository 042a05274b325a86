// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sallyport.testkit.server;

import org.jspecify.annotations.NullMarked;
