// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

/** Why a letter was not accepted, as far as a person would do something else about it. */
enum Trouble {
  SETTINGS,
  PASSWORD_IN_CLEAR_TEXT,
  PASSWORD_NOT_TO_BE_HAD,
  UNKNOWN_HOST,
  REFUSED_CONNECTION,
  UNREACHABLE,
  TIMED_OUT,
  LOST,
  NOT_SMTP,
  STARTTLS_NOT_OFFERED,
  SIGN_IN_NOT_OFFERED,
  CERTIFICATE_EXPIRED,
  CERTIFICATE_NOT_YET_VALID,
  CERTIFICATE_UNTRUSTED,
  CERTIFICATE_FOR_ANOTHER_NAME,
  TLS_NOT_SPOKEN,
  TLS_FAILED,
  /** The server answers, and says no. */
  ANSWER,
  UNEXPECTED
}
