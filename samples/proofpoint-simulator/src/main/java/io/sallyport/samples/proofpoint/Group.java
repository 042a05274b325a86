// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

/** A group of users; the vendor's ids are numbers. */
public record Group(String id, String name) {}
