// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sallyport.runtime.alert;

import org.jspecify.annotations.NullMarked;
