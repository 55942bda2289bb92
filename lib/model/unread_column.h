/* Columns of a register in Markdown whose cells are not read. */
#ifndef MODEL_UNREAD_COLUMN_H
#define MODEL_UNREAD_COLUMN_H

#include "value/diagnostic.h"
#include "value/value.h"

/*
 * Report to SINK the columns of TABLE (source/markdown.h), which is read as a register, whose cells
 * nobody reads: those of a name that an earlier one has (markdown-duplicate-column), and the first
 * cell with content of each that has none (markdown-unnamed-column).
 */
void unread_columns_report(const struct value *table, struct sink *sink);

#endif
