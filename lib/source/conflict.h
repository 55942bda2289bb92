/*
 * Merge conflicts that somebody committed, in files of any format. Private to the folder.
 */
#ifndef SOURCE_CONFLICT_H
#define SOURCE_CONFLICT_H

#include "source/reader.h"

/*
 * Report each conflict as source-conflict, with the lines of both sides. A fenced block of
 * Markdown may show one, `=======` may underline a heading, and `>>>>>>>` be a quotation: in
 * MARKDOWN a conflict begins with `<<<<<<<`. True if there was one.
 */
bool conflict_reports(struct reader *reader, bool markdown);

#endif
