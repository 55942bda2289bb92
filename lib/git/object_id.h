/* The name of a Git object (SHA-1; SHA-256 repositories are refused when opened) and file modes. */
#ifndef GIT_OBJECT_ID_H
#define GIT_OBJECT_ID_H

#include "base/str.h"

enum { OBJECT_ID_SIZE = 20, OBJECT_ID_HEX = 40 };

struct object_id {
    uint8_t bytes[OBJECT_ID_SIZE];
};

/* The modes that a tree entry can have; other bits are read as the nearest of these, as git does.
 */
enum file_mode {
    MODE_ABSENT = 0,
    MODE_FOLDER = 0040000,
    MODE_FILE = 0100644,
    MODE_EXECUTABLE = 0100755,
    MODE_SYMLINK = 0120000,
    MODE_SUBMODULE = 0160000
};

/* 40 hexadecimal digits, either case; returns false for anything else. */
bool object_id_parse(struct object_id *id, struct str hex);
/* The first LENGTH (at most 40) hexadecimal digits and a NUL into OUT; returns OUT. */
char *object_id_hex(char *out, const struct object_id *id, size_t length);

/* Its bytes, as the key of a map; they live as long as *ID stands where it is. */
struct str object_id_key(const struct object_id *id);

bool object_id_equal(const struct object_id *a, const struct object_id *b);
/* All zero: no object. */
bool object_id_is_zero(const struct object_id *id);
/* Like memcmp. */
int object_id_compare(const struct object_id *a, const struct object_id *b);

/* The mode as git would write it today: 100664 is 100644, any executable bit 100755. */
uint32_t file_mode_canonical(uint32_t mode);

#endif
