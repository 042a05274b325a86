// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

/** What an account has to show to be let in; the API's headers carry a password only. */
public enum SignIn {
  PASSWORD,
  SECOND_FACTOR,
  SINGLE_SIGN_ON
}
