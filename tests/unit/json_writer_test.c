/* Writing JSON: escapes, separators, numbers whose digits must survive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json_writer.h"

/* A person: name, age, roles; then the same nothing-filled. */
static void a_document(void **state)
{
    struct buffer out;
    struct json_writer writer;

    (void)state;
    buffer_init(&out);
    json_writer_init(&writer, &out, true);
    json_write_object_begin(&writer);
    json_write_string_member(&writer, "name", STR("Ana \"Ru\" Ruiz"));
    json_write_int_member(&writer, "age", 41);
    json_write_member(&writer, "roles");
    json_write_array_begin(&writer);
    json_write_string(&writer, STR("ciso"));
    json_write_null(&writer);
    json_write_array_end(&writer);
    json_write_member(&writer, "keys");
    json_write_array_begin(&writer);
    json_write_array_end(&writer);
    json_write_bool_member(&writer, "active", true);
    json_write_object_end(&writer);
    assert_string_equal(buffer_c(&out), "{\n"
                                        "  \"name\": \"Ana \\\"Ru\\\" Ruiz\",\n"
                                        "  \"age\": 41,\n"
                                        "  \"roles\": [\n"
                                        "    \"ciso\",\n"
                                        "    null\n"
                                        "  ],\n"
                                        "  \"keys\": [],\n"
                                        "  \"active\": true\n"
                                        "}");
    buffer_release(&out);
}

static void strings(void **state)
{
    static const struct {
        struct str string;
        const char *json;
    } table[] = {
        {STR_INIT("risk"), "\"risk\""},
        {STR_INIT(""), "\"\""},
        {STR_INIT("a\\b/c"), "\"a\\\\b/c\""},
        {STR_INIT("tab\there\nand\rthere"), "\"tab\\there\\nand\\rthere\""},
        {STR_INIT("\033[31m\177"), "\"\\u001B[31m\\u007F\""},
        {STR_INIT("\xC2\x85 \xC2\x9B"), "\"\\u0085 \\u009B\""},
        {STR_INIT("a\xE2\x80\xAE\xE2\x80\xA8\xEF\xBB\xBF"), "\"a\\u202E\\u2028\\uFEFF\""},
        {STR_INIT("\xF3\xA0\x81\x81"), "\"\\uDB40\\uDC41\""},
        {STR_INIT("##[add-mask]e"), "\"##\\u005Badd-mask]e\""},
        {STR_INIT("##vso[task.x]e"), "\"##vso\\u005Btask.x]e\""},
        {STR_INIT("#[x] \\ [y]"), "\"#[x] \\\\ [y]\""},
        {STR_INIT("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {STR_INIT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB"),
         "\"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB\""},
        {STR_INIT("nul\0inside"), "\"nul\\u0000inside\""},
        {STR_INIT("sch\xC3\xB6n \xF0\x9F\x98\x80"), "\"sch\xC3\xB6n \xF0\x9F\x98\x80\""},
        {STR_INIT("latin\xE9."), "\"latin\xEF\xBF\xBD.\""},
        {STR_INIT("\xC3"), "\"\xEF\xBF\xBD\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct buffer out;
        struct json_writer writer;

        buffer_init(&out);
        json_writer_init(&writer, &out, false);
        json_write_string(&writer, table[i].string);
        assert_string_equal(buffer_c(&out), table[i].json);
        buffer_release(&out);
    }
}

static void numbers(void **state)
{
    struct buffer out;
    struct json_writer writer;

    (void)state;
    buffer_init(&out);
    json_writer_init(&writer, &out, false);
    json_write_array_begin(&writer);
    json_write_int(&writer, INT64_MIN);
    json_write_real(&writer, 0.1);
    json_write_real(&writer, 1.0 / 3);
    json_write_real(&writer, 1e300 * 1e300);
    json_write_decimal(&writer, STR("12345678901234567890.50"));
    json_write_array_end(&writer);
    assert_string_equal(
        buffer_c(&out),
        "[-9223372036854775808,0.1,0.3333333333333333,null,12345678901234567890.50]");
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document),
        cmocka_unit_test(strings),
        cmocka_unit_test(numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
