#include "rules/codes.h"

static const struct code codes[] = {
    {"cel-enum", SEVERITY_ERROR, "A rule compares with a value that cannot occur."},
    {"cel-field", SEVERITY_ERROR, "A rule reads a field that does not exist."},
    {"cel-limit", SEVERITY_ERROR, "An expression exceeds a limit."},
    {"cel-name", SEVERITY_ERROR, "A rule names a variable or function that does not exist."},
    {"cel-optional", SEVERITY_ERROR, "A rule reads a field that may be absent without a guard."},
    {"cel-regex", SEVERITY_ERROR, "A rule's regular expression cannot be used."},
    {"cel-syntax", SEVERITY_ERROR, "An expression cannot be read."},
    {"cel-type", SEVERITY_ERROR, "The types of an expression do not fit."},
    {"config-column-missing", SEVERITY_WARNING,
     "The configuration names a column that a register lacks."},
    {"config-except-unused", SEVERITY_NOTE,
     "A path pattern of `except:` leaves out no file that `files:` means."},
    {"config-field-unused", SEVERITY_WARNING,
     "The configuration reads a field from a key, pointer or pattern that no file has."},
    {"config-glob", SEVERITY_ERROR,
     "A path pattern of the configuration is malformed, or matching it takes too long."},
    {"config-loosened", SEVERITY_WARNING,
     "A change of the configuration or of a pack asks less, and nobody authorized approved it."},
    {"config-no-file", SEVERITY_WARNING,
     "An entry of the configuration's `artifacts:`, or one of its path patterns, means no file."},
    {"config-param-type", SEVERITY_ERROR,
     "A rule's parameter is set to a value of another type than its default's."},
    {"config-pattern", SEVERITY_ERROR, "A field's regular expression cannot be used."},
    {"config-pattern-limit", SEVERITY_ERROR,
     "A field's regular expression takes too many steps on a file."},
    {"config-records", SEVERITY_ERROR,
     "The configuration keeps approval records outside of the repository, or in Git's own folder."},
    {"config-self-approval", SEVERITY_ERROR,
     "The configuration lets authors approve their own text, and asks for independence."},
    {"config-unknown-evidence", SEVERITY_ERROR,
     "The configuration names an item of evidence that the register does not have."},
    {"config-unknown-field", SEVERITY_ERROR,
     "The configuration maps a field that the kind does not have."},
    {"config-unknown-kind", SEVERITY_ERROR, "The configuration names a kind that does not exist."},
    {"config-unknown-param", SEVERITY_ERROR,
     "The configuration sets a parameter that the rule does not have."},
    {"config-unknown-role", SEVERITY_WARNING,
     "The configuration asks for the approval of a role that nobody holds."},
    {"config-unknown-rule", SEVERITY_ERROR, "The configuration names a rule that does not exist."},
    {"config-unknown-timezone", SEVERITY_ERROR,
     "The configuration names a time zone that does not exist."},
    {"config-value", SEVERITY_ERROR,
     "The configuration gives a written value a meaning that its field may not have."},
    {"config-value-unused", SEVERITY_NOTE,
     "The configuration gives a meaning to a written value that no file has."},
    {"csv-duplicate-column", SEVERITY_ERROR,
     "Two columns have the same name; the later one is left out."},
    {"csv-extra-cells", SEVERITY_ERROR,
     "A row has more cells than the header, so that nobody can tell which are shifted."},
    {"csv-missing-cells", SEVERITY_WARNING, "A row has fewer cells than the header."},
    {"csv-space-before-quote", SEVERITY_ERROR,
     "White space before a quote makes the quote a part of the cell's text."},
    {"csv-text-after-quote", SEVERITY_ERROR,
     "There is text between a closing quote and the next delimiter."},
    {"csv-unclosed-quote", SEVERITY_ERROR, "A quote is not closed before the end of the file."},
    {"csv-unnamed-column", SEVERITY_ERROR, "A column with content has no name and is left out."},
    {"document-empty", SEVERITY_ERROR, "A file that should hold an artifact is empty."},
    {"document-no-longer-read", SEVERITY_ERROR,
     "A file of which approval is asked for is no longer read as an artifact, and nobody "
     "authorized approved that."},
    {"document-unknown-kind", SEVERITY_WARNING,
     "A document's front matter names a kind that does not exist."},
    {"evidence-missing", SEVERITY_ERROR, "Rules could not be judged because evidence is missing."},
    {"field-misspelt", SEVERITY_WARNING,
     "A field that no schema names is spelt nearly like one that is missing."},
    {"file-format", SEVERITY_WARNING, "The configuration means a file whose format is not read."},
    {"file-in-submodule", SEVERITY_NOTE,
     "A submodule holds files of the ISMS; it is another repository, and is not read."},
    {"file-shape", SEVERITY_ERROR, "A file is not written as its kind is."},
    {"file-skipped", SEVERITY_WARNING,
     "A file that Git reads was not opened: it is a pipe, or leads out of the repository."},
    {"file-unreadable", SEVERITY_ERROR, "A file could not be read."},
    {"history-baseline-moved", SEVERITY_ERROR,
     "The baseline of approvals was moved forward after it had landed."},
    {"history-baseline-unknown", SEVERITY_ERROR,
     "The baseline of approvals names a commit that is not in this history."},
    {"history-no-mainline", SEVERITY_NOTE, "It cannot be told which branch is in force."},
    {"history-no-register", SEVERITY_NOTE,
     "There is no register of people, so that approvals cannot be judged."},
    {"history-record-unmatched", SEVERITY_WARNING,
     "An approval record names a document that never was in this history."},
    {"history-record-unreadable", SEVERITY_WARNING,
     "A file among the approval records cannot be read as one."},
    {"history-register-gone", SEVERITY_ERROR,
     "The register of people was taken away, so that nobody can approve any more."},
    {"json-duplicate-key", SEVERITY_ERROR, "A key stands twice in an object; the first is kept."},
    {"json-lone-surrogate", SEVERITY_ERROR, "A string has half of a surrogate pair."},
    {"json-syntax", SEVERITY_ERROR, "A file is no JSON."},
    {"markdown-duplicate-column", SEVERITY_ERROR,
     "Two columns of a register have the same name; the later one is left out."},
    {"markdown-extra-cells", SEVERITY_ERROR,
     "A row of a table has more cells than the header, so that nobody can tell which are shifted."},
    {"markdown-front-matter", SEVERITY_ERROR,
     "Front matter is not closed, not on the first line, or is no map of fields."},
    {"markdown-toml-front-matter", SEVERITY_WARNING,
     "Front matter in TOML is not read; write it in YAML."},
    {"markdown-too-costly", SEVERITY_ERROR,
     "A Markdown file is built so that reading it would take too long."},
    {"markdown-unclosed-fence", SEVERITY_WARNING,
     "A fenced block is ended only by the end of the file."},
    {"markdown-unnamed-column", SEVERITY_ERROR,
     "A column of a register with content has no name and is left out."},
    {"people-ambiguous", SEVERITY_ERROR,
     "Two people claim the same address or login, which then identifies neither."},
    {"people-unknown-role", SEVERITY_ERROR,
     "A person holds a role that the register of roles does not have."},
    {"people-validity", SEVERITY_ERROR, "A role, key or assignment ends before it begins."},
    {"register-header", SEVERITY_ERROR,
     "The columns of a register are none that its kind asks for."},
    {"register-item", SEVERITY_ERROR, "An item of a register is no map of fields."},
    {"register-table-missing", SEVERITY_WARNING,
     "A file that should hold a register has no table that is one."},
    {"rule-duplicate", SEVERITY_ERROR, "Two rule pages have the same name."},
    {"rule-page", SEVERITY_ERROR, "A rule page lacks its front matter."},
    {"rule-path", SEVERITY_ERROR, "A rule's `at` is no path."},
    {"rule-template", SEVERITY_ERROR, "A brace in a rule's message is not closed."},
    {"rule-unknown-clause", SEVERITY_ERROR, "A rule page cites a clause that its framework lacks."},
    {"rule-unknown-kind", SEVERITY_ERROR, "A rule page judges a kind that does not exist."},
    {"rule-unknown-related", SEVERITY_ERROR,
     "A rule page names a related rule that does not exist."},
    {"schema-all-of", SEVERITY_ERROR, "A value does not meet all of several schemas."},
    {"schema-any-of", SEVERITY_ERROR, "A value meets none of several schemas."},
    {"schema-const", SEVERITY_ERROR, "A value is not the only one allowed."},
    {"schema-contains", SEVERITY_ERROR, "A list holds too few or too many items of a sort."},
    {"schema-dependent", SEVERITY_ERROR, "A field is there without another that it calls for."},
    {"schema-enum", SEVERITY_ERROR, "A value is none of those allowed."},
    {"schema-format", SEVERITY_ERROR, "A string does not have the form that its format asks for."},
    {"schema-if", SEVERITY_ERROR, "A condition is met and what it calls for is not."},
    {"schema-invalid", SEVERITY_ERROR, "A schema is itself wrong."},
    {"schema-items", SEVERITY_ERROR, "A list has too few or too many items."},
    {"schema-length", SEVERITY_ERROR, "A string is too short or too long."},
    {"schema-limit", SEVERITY_ERROR, "A limit was hit while a value was checked."},
    {"schema-multiple", SEVERITY_ERROR, "A number is no multiple of what it should be."},
    {"schema-not", SEVERITY_ERROR, "A value is what it may not be."},
    {"schema-not-allowed", SEVERITY_ERROR, "A value stands where none is allowed."},
    {"schema-one-of", SEVERITY_ERROR, "A value meets none, or more than one, of several schemas."},
    {"schema-pattern", SEVERITY_ERROR, "A string does not match the pattern that is asked for."},
    {"schema-properties", SEVERITY_ERROR, "An object has too few or too many fields."},
    {"schema-property-name", SEVERITY_ERROR, "A field has a name that is not allowed."},
    {"schema-range", SEVERITY_ERROR, "A number or date is out of range."},
    {"schema-reference", SEVERITY_ERROR, "A schema refers to one that is not known."},
    {"schema-regex", SEVERITY_ERROR, "A schema's regular expression cannot be used."},
    {"schema-required", SEVERITY_ERROR, "A field that is asked for is absent."},
    {"schema-type", SEVERITY_ERROR, "A value is of another type than is asked for."},
    {"schema-unique", SEVERITY_ERROR, "A list holds the same item twice."},
    {"schema-unknown-format", SEVERITY_ERROR, "A schema names a format that does not exist."},
    {"schema-unknown-keyword", SEVERITY_ERROR, "A schema has a keyword that does not exist."},
    {"schema-unknown-property", SEVERITY_ERROR, "An object has a field that is not known."},
    {"source-binary", SEVERITY_ERROR, "A file is binary where text is wanted."},
    {"source-conflict", SEVERITY_ERROR, "A file holds a merge conflict that nobody resolved."},
    {"source-git-lfs", SEVERITY_ERROR,
     "A file is a pointer of Git LFS; its content is elsewhere and is not read."},
    {"source-not-utf8", SEVERITY_ERROR, "A file is not in UTF-8."},
    {"source-other-format", SEVERITY_ERROR,
     "A file is of another format than its name says, such as a workbook or HTML."},
    {"source-too-deep", SEVERITY_ERROR, "Values nest deeper than the limit."},
    {"source-too-large", SEVERITY_ERROR, "A file is larger than the limit."},
    {"source-too-many-faults", SEVERITY_ERROR, "A file has more faults than are reported."},
    {"source-too-many-values", SEVERITY_ERROR,
     "A file holds more values than the limit, aliases counted as what they stand for."},
    {"yaml-alias-cycle", SEVERITY_ERROR,
     "An alias stands for a value that holds the alias itself."},
    {"yaml-complex-key", SEVERITY_ERROR, "A key is a list or a map; only scalars can be keys."},
    {"yaml-duplicate-key", SEVERITY_ERROR, "A key stands twice in a map; the first is kept."},
    {"yaml-merge-key", SEVERITY_WARNING,
     "YAML 1.2 has no merge keys; << is read as an ordinary key."},
    {"yaml-more-documents", SEVERITY_ERROR, "Only the first document of the file is read."},
    {"yaml-number", SEVERITY_ERROR,
     "A number cannot be held by JSON's types and is read as a string."},
    {"yaml-syntax", SEVERITY_ERROR, "A file is no YAML."},
    {"yaml-tag-mismatch", SEVERITY_ERROR, "A value is not what its tag says."},
    {"yaml-undefined-alias", SEVERITY_ERROR, "An alias names no anchor."},
    {"yaml-unknown-tag", SEVERITY_WARNING,
     "A tag is not known; the value is read as if it had none."},
};

enum { CODE_COUNT = sizeof codes / sizeof codes[0] };

const struct code *code_find(struct str name)
{
    size_t low = 0, high = CODE_COUNT;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(str_of(codes[middle].name), name);

        if (order == 0)
            return &codes[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void codes_offer(struct suggestion *suggestion)
{
    for (int i = 0; i < CODE_COUNT; i++)
        suggestion_offer(suggestion, str_of(codes[i].name));
}

bool code_is_governing(struct str name)
{
    return str_equal_c(name, "config-loosened") || str_equal_c(name, "document-no-longer-read");
}

bool code_is_error(const char *name)
{
    const struct code *code = code_find(str_of(name));

    return !code || code->severity == SEVERITY_ERROR;
}
