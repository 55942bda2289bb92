/*
 * Write the files named on the command line as a C table on standard output:
 * lib/base/embedded.h declares what comes out.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/str.h"

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int read_file(struct buffer *content, const char *path)
{
    char chunk[65536];
    size_t got;
    FILE *file = fopen(path, "rb");

    if (!file)
        return -1;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_add(content, (struct str){chunk, got});
    return fclose(file);
}

/* An array of numbers, for a string literal may not be longer than 4095 bytes in C11. */
static void write_bytes(size_t number, struct str content)
{
    printf("static const unsigned char file_%zu[] = {", number);
    for (size_t i = 0; i < content.len; i++)
        printf("%s%u,", i % 24 ? "" : "\n", (unsigned)(unsigned char)content.data[i]);
    printf("0};\n");
}

int main(int argc, char **argv)
{
    size_t *lengths = calloc((size_t)argc, sizeof *lengths);

    if (!lengths)
        return 3;
    qsort(argv + 1, (size_t)argc - 1, sizeof *argv, compare_paths);
    printf("#include \"base/embedded.h\"\n");
    for (int i = 1; i < argc; i++) {
        struct buffer content = {0};

        if (read_file(&content, argv[i]) < 0) {
            fprintf(stderr, "embed: cannot read %s: %s\n", argv[i], strerror(errno));
            return 3;
        }
        write_bytes((size_t)i, buffer_str(&content));
        lengths[i] = content.len;
        buffer_release(&content);
    }
    printf("const struct embedded_file embedded_files[] = {\n");
    for (int i = 1; i < argc; i++)
        printf("{STR_INIT(\"%s\"), {(const char *)file_%d, %zu}},\n", argv[i], i, lengths[i]);
    printf("{{0, 0}, {0, 0}}};\nconst size_t embedded_file_count = %d;\n", argc - 1);
    free(lengths);
    return 0;
}
