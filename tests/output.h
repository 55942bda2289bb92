/*
 * What holds of everything that the program prints, whatever it is printed about: no terminal,
 * log, spreadsheet or page obeys any of it, and it parses as what it claims to be.
 */
#ifndef TESTS_OUTPUT_H
#define TESTS_OUTPUT_H

#include "base/buffer.h"

/*
 * Is TEXT fit to be printed as FORMAT, a format of lib/report, "text" (standard error too) or
 * "colour"? If not, what is wrong is appended to FAULTS; a format that has no test is wrong.
 */
bool output_is_harmless(struct buffer *faults, struct str format, struct str text);

/*
 * Is TEXT a document of XML 1.0 with the elements of a JUnit report and no others, without
 * comments, instructions, sections and entities but the five that XML has?
 */
bool output_is_xml(struct str text);

#endif
