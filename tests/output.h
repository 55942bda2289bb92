/*
 * What holds of everything that the program prints, whatever it is printed about: no terminal,
 * log, spreadsheet or page obeys any of it, and it parses as what it claims to be.
 */
#ifndef TESTS_OUTPUT_H
#define TESTS_OUTPUT_H

#include "base/buffer.h"

/*
 * Is TEXT fit to be printed as FORMAT: "text" (standard error too), "colour", "json", "csv",
 * "markdown" or "github"? If not, what is wrong is appended to FAULTS.
 */
bool output_is_harmless(struct buffer *faults, struct str format, struct str text);

#endif
