/* What the entries of `artifacts:` say about fields that no file has. */
#ifndef MODEL_IDLE_H
#define MODEL_IDLE_H

#include "model/model.h"

/*
 * Report to SINK, once the files of MODEL are read, columns (config-column-missing), other
 * sources of fields (config-field-unused) and, where words of the files are not among them,
 * written values (config-value-unused) of which no file has any. Entries that have read nothing,
 * and kinds of which a file could not be read, are passed over.
 */
void idle_check(const struct model *model, struct sink *sink);

#endif
