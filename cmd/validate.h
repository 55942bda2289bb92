/* What the files of `ismslint validate` share. */
#ifndef CMD_VALIDATE_H
#define CMD_VALIDATE_H

#include "model/schema_set.h"
#include "rules/collector.h"

/* How a file is read. */
enum validate_input { INPUT_AUTO, INPUT_YAML, INPUT_JSON, INPUT_MARKDOWN, INPUT_CSV };

/* The values of files, one after the other, against one schema. */
struct validation {
    const struct jsonschema *schema;
    enum validate_input input;
    bool each;      /* every document of a file by itself */
    bool in_folder; /* files are found, not named: prose without front matter is passed over */
    struct collector *collector; /* takes what is wrong */
    struct arena *arena;         /* of the run: keeps the arenas of files with faults */
    struct arena *spare;         /* of the next file; those of valid files are used again */
    size_t files, values;        /* looked at */
    size_t invalid;              /* values that are not valid, or could not be read */
    bool incomplete;             /* a file could not be opened */
    VECTOR(struct arena *) kept; /* of files with faults: findings point into them */
};

void validation_init(struct validation *validation, const struct jsonschema *schema,
                     struct collector *collector, struct arena *arena);
void validation_release(struct validation *validation);

/*
 * Validate what the file at PATH holds ("-": standard input); SHOWN is what it
 * is called. That it cannot be read is a finding.
 */
void validation_file(struct validation *validation, const char *path, struct str shown);

/* Report that the folder called SHOWN holds no file to validate: nothing was looked at. */
void validation_report_empty(struct validation *validation, struct str shown);

/* Is this a file that is looked for in folders: YAML, JSON, JSON Lines, Markdown? */
bool validation_wants(struct str path);

#endif
