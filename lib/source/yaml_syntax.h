/* What libyaml says about broken YAML, in words that help. Private to the folder. */
#ifndef SOURCE_YAML_SYNTAX_H
#define SOURCE_YAML_SYNTAX_H

#include <yaml.h>

#include "source/reader.h"
#include "source/yaml_marks.h"

/* Report why PARSER failed. LAST is the span of the scalar that it read last. */
void yaml_report_syntax(struct reader *reader, const yaml_parser_t *parser,
                        const struct yaml_marks *marks, struct span last);

#endif
