/*
 * Every limit that untrusted input can hit, in one place. Hitting one is always
 * reported; tests hit each of them.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
    LIMIT_FILE_SIZE = 16 * 1024 * 1024,     /* bytes of one file that is parsed */
    LIMIT_DEPTH = 200,                      /* nesting of values, schemas, expressions */
    LIMIT_VALUES = 4 * 1000 * 1000,         /* values in one file, aliases counted expanded */
    LIMIT_CMARK_STEPS = 400 * 1000 * 1000,  /* of cmark's searches in one Markdown file */
    LIMIT_CMARK_CELLS = 500 * 1000,         /* that the rows of a Markdown file's tables lack */
    LIMIT_CMARK_NODES = 4 * 1000 * 1000,    /* of a Markdown file, see source/markdown_cost.c */
    LIMIT_CMARK_COPIES = 64 * 1024 * 1024,  /* bytes that references may copy in such a file */
    LIMIT_FILES = 200 * 1000,               /* files in one snapshot */
    LIMIT_DIAGNOSTICS = 1000,               /* of one parser or schema in one file */
    LIMIT_REGEX_STEPS = 1000 * 1000,        /* PCRE2 match limit, one search */
    LIMIT_REGEX_WORK = 30 * 1000 * 1000,    /* places looked at, one search by the interpreter */
    LIMIT_REGEX_MILLISECONDS = 1000,        /* of the process's own time, one search */
    LIMIT_REGEX_HEAP_KIB = 20 * 1000,       /* PCRE2 heap limit, one search */
    LIMIT_GLOB_STEPS = 100 * 1000,          /* of matching one path pattern with one path */
    LIMIT_PATTERN_SIZE = 64 * 1024,         /* bytes of one regular expression */
    LIMIT_CEL_SIZE = 100 * 1000,            /* bytes of one expression */
    LIMIT_CEL_HEIGHT = 500,                 /* of the syntax tree of one expression */
    LIMIT_CEL_COST = 10 * 1000 * 1000,      /* of one evaluation, see cel/cel.h */
    LIMIT_DESCRIBED = 100 * 1000,           /* schemas looked at to describe one */
    LIMIT_SCHEMA_DEPTH = 2000,              /* schemas applied within each other */
    LIMIT_SCHEMA_STEPS = 4 * 1000 * 1000,   /* of validating one value, see jsonschema.h */
    LIMIT_VERIFIED_SIZE = 64 * 1024 * 1024, /* bytes of objects that are compared only once */
};

/* Of what is told about changes. */
enum {
    LIMIT_COMMIT_CHANGES = 2 * LIMIT_FILES,   /* files that one commit changed, when all count */
    LIMIT_HISTORY_STEPS = 20 * 1000 * 1000,   /* of listing them in all commits of one history */
    LIMIT_LIKENESS_STEPS = 100 * 1000 * 1000, /* lines compared to find what one landing moved */
    LIMIT_RENAME_ROUNDS = 64,  /* renames of one path after each other that one landing brings */
    LIMIT_RENAME_SOURCES = 64, /* deleted files of which one new file may come */
    LIMIT_NOTE_STEPS = 1000 * 1000, /* of finding who recorded notes that were merged */
    LIMIT_AUTHORS = 1000,           /* people who wrote what is to be approved */
    LIMIT_PERSON_LINE = 4096,       /* bytes of a line that names who approved, or a co-author */
    LIMIT_LINE_EDITS = 2000, /* lines that differ between two contents, when they are counted */
};

/* Of what is read from Git and the programs beside it. */
enum {
    LIMIT_OBJECT_SIZE = 64 * 1024 * 1024,    /* bytes of one object that is read whole */
    LIMIT_LARGE_OBJECT = 1024 * 1024,        /* bytes; larger ones count together, up to ... */
    LIMIT_LARGE_OBJECTS = 256 * 1024 * 1024, /* bytes of all that are read in one run */
    LIMIT_COMMIT_SIZE = 1024 * 1024,         /* bytes of one commit, tag or note that is evidence */
    LIMIT_TRAILERS = 1000,                   /* in one message or note */
    LIMIT_INDEX_SIZE = 256 * 1024 * 1024,    /* bytes of the index, its paths written out */
    LIMIT_GIT_FILES = 1000 * 1000,           /* below refs/ and objects/, in one .git folder */
    LIMIT_PARENTS = 1000,                    /* of one merge */
    LIMIT_TAGS = 50 * 1000,                  /* references below refs/tags/ */
    LIMIT_PROCESS_OUTPUT = 1024 * 1024,      /* bytes that we keep of what ssh-keygen or gpg says */
};

#endif
