#include "source/magic.h"

#include <string.h>

/* So far a container is searched for the names of its members. */
enum { LONGEST_SEARCH = 1024 * 1024, SHORTEST_SAMPLE = 4, LONGEST_SAMPLE = 64 };

static const char EXPORT[] = "export the content as UTF-8 text: Markdown, YAML, JSON or CSV";
static const char UTF8[] = "save the file as UTF-8";

struct signature {
    struct str start;  /* the first bytes, behind white space if they are text */
    struct str member; /* a name that must be in the file, or empty */
    const char *name;  /* what such a file is */
};

/* The first row that fits decides. */
static const struct signature containers[] = {
    {STR_INIT("PK\x03\x04"), STR_INIT("xl/workbook."), "an Excel workbook"},
    {STR_INIT("PK\x03\x04"), STR_INIT("word/document."), "a Word document"},
    {STR_INIT("PK\x03\x04"), STR_INIT("ppt/presentation."), "a PowerPoint presentation"},
    {STR_INIT("PK\x03\x04"), STR_INIT("opendocument.spreadsheet"), "an OpenDocument spreadsheet"},
    {STR_INIT("PK\x03\x04"), STR_INIT("opendocument.text"), "an OpenDocument text"},
    {STR_INIT("PK\x03\x04"), STR_INIT(""), "a ZIP archive"},
    {STR_INIT("PK\x05\x06"), STR_INIT(""), "an empty ZIP archive"},
    {STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), STR_INIT(""),
     "an Office document of the old binary formats (.xls, .doc)"},
    {STR_INIT("%PDF-"), STR_INIT(""), "a PDF document"},
    {STR_INIT("{\\rtf"), STR_INIT(""), "an RTF document"},
    {STR_INIT("\x1F\x8B\x08"), STR_INIT(""), "compressed with gzip"},
    {STR_INIT("7z\xBC\xAF\x27\x1C"), STR_INIT(""), "a 7z archive"},
    {STR_INIT("SQLite format 3"), STR_INIT(""), "an SQLite database"},
    {STR_INIT("\x89PNG\r\n\x1A\n"), STR_INIT(""), "a PNG image"},
    {STR_INIT("\xFF\xD8\xFF"), STR_INIT(""), "a JPEG image"},
};

/* Text that is markup; letters compare without regard to case. */
static const struct signature markups[] = {
    {STR_INIT("<!doctype html"), STR_INIT(""), "HTML"}, {STR_INIT("<html>"), STR_INIT(""), "HTML"},
    {STR_INIT("<html "), STR_INIT(""), "HTML"},         {STR_INIT("<html\n"), STR_INIT(""), "HTML"},
    {STR_INIT("<?xml"), STR_INIT(""), "XML"},
};

static const struct str pointers[] = {
    STR_INIT("version https://git-lfs.github.com/spec/"),
    STR_INIT("version https://hawser.github.com/spec/"),
};

static const struct signature marks[] = {
    {STR_INIT("\xFF\xFE\0\0"), STR_INIT(""), "UTF-32"},
    {STR_INIT("\0\0\xFE\xFF"), STR_INIT(""), "UTF-32"},
    {STR_INIT("\xFF\xFE"), STR_INIT(""), "UTF-16"},
    {STR_INIT("\xFE\xFF"), STR_INIT(""), "UTF-16"},
};

/* The first bytes of the file that are no white space or mark of byte order. */
static struct str first_words(const struct reader *reader)
{
    size_t start = reader_bom_size(reader);

    while (start < reader->text.len && ascii_is_space(reader->text.data[start]))
        start++;
    return str_slice(reader->text, start, reader->text.len);
}

static bool has_member(struct str text, struct str member)
{
    size_t half = text.len > LONGEST_SEARCH ? text.len - LONGEST_SEARCH : 0;

    return !member.len || str_find(str_slice(text, 0, LONGEST_SEARCH), member, 0) >= 0 ||
           str_find(text, member, half) >= 0;
}

static bool report(struct reader *reader, const char *code, const char *name, const char *help)
{
    reader_report(reader, code, 0, 0, "this file is %s", name)->help = str_of(help);
    return true;
}

static bool reports_container(struct reader *reader)
{
    for (size_t i = 0; i < sizeof containers / sizeof containers[0]; i++)
        if (str_starts_with(reader->text, containers[i].start) &&
            has_member(reader->text, containers[i].member))
            return report(reader, "source-other-format", containers[i].name, EXPORT);
    return false;
}

static bool reports_markup(struct reader *reader)
{
    struct str text = first_words(reader);

    for (size_t i = 0; i < sizeof markups / sizeof markups[0]; i++)
        if (str_equal_nocase(str_slice(text, 0, markups[i].start.len), markups[i].start))
            return report(reader, "source-other-format", markups[i].name, EXPORT);
    return false;
}

static bool reports_pointer(struct reader *reader)
{
    struct str text = first_words(reader);

    for (size_t i = 0; i < sizeof pointers / sizeof pointers[0]; i++)
        if (str_starts_with(text, pointers[i])) {
            reader_report(reader, "source-git-lfs", 0, 0,
                          "this file is a Git LFS pointer, not the content")
                ->help = STR("run `git lfs untrack` for the file, then `git add --renormalize`, to "
                             "keep its content in Git");
            return true;
        }
    return false;
}

/* Are the bytes at FROM, FROM + STEP... of the first ones all NUL, and the others not? */
static bool is_wide(struct str text, size_t step, size_t letter)
{
    size_t end = text.len < LONGEST_SAMPLE ? text.len : LONGEST_SAMPLE;

    end -= end % step;
    for (size_t i = 0; i < end; i++)
        if ((text.data[i] == '\0') == (i % step == letter))
            return false;
    return end >= SHORTEST_SAMPLE;
}

/* The encoding of more than one byte a letter that TEXT begins in, or NULL; *MARK is its mark. */
static const char *wide_encoding(struct str text, size_t *mark)
{
    *mark = 0;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_starts_with(text, marks[i].start)) {
            *mark = marks[i].start.len;
            return marks[i].name;
        }
    if (is_wide(text, 2, 0) || is_wide(text, 2, 1))
        return "UTF-16";
    return is_wide(text, 4, 0) || is_wide(text, 4, 3) ? "UTF-32" : NULL;
}

static bool reports_encoding(struct reader *reader)
{
    size_t mark;
    const char *name = wide_encoding(reader->text, &mark);

    if (!name)
        return false;
    reader_report(reader, "source-not-utf8", 0, mark, "this file is encoded as %s, not as UTF-8",
                  name)
        ->help = str_of(UTF8);
    return true;
}

bool magic_reports(struct reader *reader)
{
    return reports_pointer(reader) || reports_container(reader) || reports_encoding(reader) ||
           reports_markup(reader);
}
