// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

/** How a list is shown. The constants are written as on the command line. */
enum ListFormat {
  text,
  json
}
