/* The encoders extension. */
#include "cel/base64.h"
#include "cel/library.h"

static struct cel_value encode(const struct cel_call *call, const struct cel_value *arguments)
{
    struct buffer out;

    if (!cel_library_spend(call, arguments[0].string.len))
        return cel_library_stopped(call);
    buffer_init(&out);
    cel_base64_write(&out, arguments[0].string);
    return cel_library_take(call, &out, CEL_STRING);
}

static struct cel_value decode(const struct cel_call *call, const struct cel_value *arguments)
{
    struct buffer out;

    if (!cel_library_spend(call, arguments[0].string.len))
        return cel_library_stopped(call);
    buffer_init(&out);
    if (cel_base64_read(&out, arguments[0].string))
        return cel_library_take(call, &out, CEL_BYTES);
    buffer_release(&out);
    return cel_fail(call, "this is not base64");
}

const struct cel_function cel_encoders[] = {
    {.name = "base64.encode",
     .library = "encoders",
     .doc = "the bytes in base64",
     .examples = {"base64.encode(b'hello') => 'aGVsbG8='"},
     .overloads = {{"base64.encode(bytes) -> string", encode}}},
    {.name = "base64.decode",
     .library = "encoders",
     .doc = "the bytes that base64 stands for",
     .examples = {"base64.decode('aGVsbG8=') => b'hello'"},
     .overloads = {{"base64.decode(string) -> bytes", decode}}},
    {0},
};
