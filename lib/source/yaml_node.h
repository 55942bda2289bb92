/*
 * The leaves of YAML: scalars, aliases, and the anchors and tags before values.
 * Private to the folder.
 */
#ifndef SOURCE_YAML_NODE_H
#define SOURCE_YAML_NODE_H

#include <yaml.h>

#include "base/map.h"
#include "source/reader.h"
#include "source/yaml_breaks.h"
#include "source/yaml_marks.h"
#include "value/value.h"

struct yaml {
    struct reader reader;
    yaml_parser_t parser;
    struct yaml_marks marks;
    struct yaml_breaks breaks; /* what libyaml must not take for ends of lines */
    struct map anchors;        /* name to struct anchor, of the current document */
    struct map undefined;      /* names of aliases that nothing defines, told already */
    size_t depth;              /* of open lists and maps */
    struct span last_scalar;   /* that is not empty; for the message about long keys */
};

/* A value where it stands, and how much of the limits it uses. */
struct node {
    struct value *value;
    struct span span; /* the value's, or the alias's */
    struct str text;  /* of a scalar: as written, decoded */
    bool is_scalar;
    bool is_plain; /* a scalar without quotes */
    size_t count;  /* of values in it, itself included, aliases expanded */
    size_t height; /* of lists and maps in it, one in the other */
};

struct anchor {
    struct node node;
    bool open; /* its value is being read: an alias to it would be a cycle */
};

/* Anchor and tag before a value. */
struct properties {
    struct anchor *anchor; /* or NULL */
    struct str tag;        /* resolved, or empty */
    struct span tag_span;
    size_t end; /* the offset of the value itself */
};

/* Tags of the core schema. */
enum yaml_tag { TAG_NONE, TAG_STR, TAG_NULL, TAG_BOOL, TAG_INT, TAG_FLOAT, TAG_SEQ, TAG_MAP };

/* Where MARK is in the file. */
size_t yaml_offset(const struct yaml *yaml, yaml_mark_t mark);

/*
 * The anchor and tag (or NULL) that stand at START, where the event of their
 * value starts. The anchor is open until the node is finished.
 */
struct properties yaml_properties(struct yaml *yaml, const yaml_char_t *anchor,
                                  const yaml_char_t *tag, size_t start);
/* The core schema's meaning of a tag; another tag is reported and is none. */
enum yaml_tag yaml_resolve_tag(struct yaml *yaml, const struct properties *properties);
/* Report that the tag does not fit, and what is REALLY read. */
void yaml_report_mismatch(struct yaml *yaml, const struct properties *properties,
                          const char *really);
/* Set value and span of OUT, and close its anchor. */
void yaml_finish_node(const struct properties *properties, struct node *out, struct value *value,
                      struct span span);

/* Read the event of a scalar or alias. False when a limit was hit, which is reported. */
bool yaml_read_scalar(struct yaml *yaml, const yaml_event_t *event, struct node *out);
bool yaml_read_alias(struct yaml *yaml, const yaml_event_t *event, struct node *out);

#endif
