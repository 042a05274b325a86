// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

/** An item and the list that it is, or should be, on. */
record Entry(SenderList list, String item) {}
