/* Formats of mail addresses, host names and IP addresses. */
#include "format_helper.h"

#define LABEL63 "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk"

static const struct format_row table[] = {
    {"email",
     {"joe.bloggs@example.com", "te~st@example.com", "~test@example.com", "a@b", "1@2",
      "\"joe bloggs\"@example.com", "\"joe..bloggs\"@example.com", "\"joe@bloggs\"@example.com",
      "\"a\\\"b\\\\\"@example.com", "\"\"@example.com", "joe@[127.0.0.1]", "joe@[IPv6:::1]",
      "joe@[ipv6:2001:db8::1]", "joe@[IPv6:::ffff:192.0.2.1]", "!#$%&'*+-/=?^_`{|}~@example.com",
      "joe@xn--4gbwdl.xn--wgbh1c", "joe@[127.000.000.001]", "joe@[tag:content]"},
     {"",
      "2962",
      "@",
      "joe@",
      "@example.com",
      ".joe@example.com",
      "joe.@example.com",
      "jo..e@example.com",
      "joe bloggs@example.com",
      "joe@exa mple.com",
      "joe@-example.com",
      "joe@example-.com",
      "joe@example..com",
      "joe@.example.com",
      "joe@example.com.",
      "joe@[127.0.0.300]",
      "joe@[127.0.0]",
      "joe@[::1]",
      "joe@[IPv6:zz]",
      "joe@[IPv6:127.0.0.1]",
      "joe@[]",
      "joe@[tag:]",
      "joe@[127.0.0.1",
      "\"joe@example.com",
      "\"a\"b@example.com",
      "\"a\\\"@example.com",
      "joe@invalid=domain.com",
      "joe<x>@example.com",
      "a@b@c",
      "(c)a@b",
      "j\xC3\xB6@example.com",
      "joe@ex\xC3\xA4mple.com",
      "\"a\nb\"@example.com",
      "joe@e_x.com"}},
    {"idn-email",
     {"\xEC\x8B\xA4\xEB\xA1\x80@\xEC\x8B\xA4\xEB\xA1\x80.\xED\x85\x8C\xEC\x8A\xA4\xED\x8A\xB8",
      "joe.bloggs@example.com", "j\xC3\xB6@example.com", "\"j\xC3\xB6 e\"@example.com",
      "joe@b\xC3\xBC"
      "cher.example"},
     {"2962", "j\xC3\xB6", "j\xC3\xB6@", "joe@\xE3\x80\xAE.example", "joe@-\xC3\xBC.example"}},
    {"hostname",
     {"www.example.com", "example", "a", "1host", "a-b", "a--b", "a.b.c", "3com.com", LABEL63,
      "xn--4gbwdl.xn--wgbh1c", "XN--4GBWDL.example", "xn--fiqs8s", "ab--cd.example", "1.2.3", "123",
      "xn--zca", "xn--9krT00a"},
     {"",
      ".",
      "-a",
      "a-",
      "a.-b",
      "a-.b",
      "a..b",
      ".a",
      "a.",
      "a_b",
      "a b",
      "a!b",
      LABEL63 "x",
      "\xC3\xBC.example",
      "1.2.3.4",
      "256.1.1.1",
      "xn--",
      "xn--a\xC3\xA9",
      "xn--aa---o47jg78q",
      "xn--07jt112bpxg",
      "a\n",
      "-a-host-name-that-starts-with--",
      "not_a_valid_host_name",
      "xn--07jceefgh4c",
      "xn--X",
      "xn--a-ecp",
      "xn--hello-txk"}},
    {"idn-hostname",
     {"\xEC\x8B\xA4\xEB\xA1\x80.\xED\x85\x8C\xEC\x8A\xA4\xED\x8A\xB8",
      "example",
      "a-b.example",
      "xn--ihqwcrb4cv8a8dqg056pqjye",
      "\xC3\x9F\xCF\x82\xE0\xBC\x8B\xE3\x80\x87",
      "\xDB\xBD\xDB\xBE",
      "l\xC2\xB7l",
      "\xCE\xB1\xCD\xB5\xCE\xB2",
      "\xD7\x90\xD7\xB3\xD7\x91",
      "\xD7\x90\xD7\xB4\xD7\x91",
      "\xE3\x83\xBB\xE3\x81\x81",
      "\xE3\x83\xBB\xE3\x82\xA1",
      "\xE3\x83\xBB\xE4\xB8\x88",
      "\xD8\xA8\xD9\xA0\xD8\xA8",
      "\xDB\xB0",
      "\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7",
      "\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8C\xE0\xA4\xB7",
      "\xD8\xA8\xD9\x8A\xE2\x80\x8C\xD8\xA8\xD9\x8A",
      "a\xE3\x80\x82"
      "b",
      "a\xEF\xBC\x8E"
      "b",
      "a\xEF\xBD\xA1"
      "b",
      "1host",
      "0a.b",
      "a.\xD7\x90",
      "\xD7\x90.a0",
      "\xD7\x90.a-0",
      "a.xn--4db",
      "\xD7\x90"
      "0",
      "\xD7\x90\xD9\xA0",
      "\xD7\x90\xD6\xB0",
      "\xD7\x90-0.\xD7\x91",
      "b\xC3\xBC"
      "cher.example"},
     {"",
      "0a.\xD7\x90",
      "\xD7\x90.0a",
      "0.\xD7\x90",
      "0a.xn--4db",
      "0a.XN--4db.b",
      "a.0\xE3\x80\x82\xD7\x90",
      "\xD7\x90"
      "0\xD9\xA0",
      "\xD7\x90"
      "a",
      "a\xD7\x90",
      "0\xD7\x90",
      "\xD9\xA0.a",
      "\xDB\xB1.\xD7\x90",
      ".",
      "\xE3\x80\x82",
      "a.b.",
      "\xEF\xBC\x8E"
      "ab",
      "ab\xEF\xBD\xA1",
      "\xE3\x80\xAE\xEC\x8B\xA4\xEB\xA1\x80.\xED\x85\x8C\xEC\x8A\xA4\xED\x8A\xB8",
      "\xEC\x8B\xA4\xE3\x80\xAE\xEB\xA1\x80",
      "-> $1.00 <--",
      "xn--X",
      "XN--aa---o47jg78q",
      "-hello",
      "hello-",
      "-\xC3\xBC",
      "\xC3\xBC-",
      "\xE0\xA4\x83hello",
      "\xCC\x80hello",
      "\xD2\x88hello",
      "\xD9\x80\xDF\xBA",
      "\xE3\x80\xB1\xE3\x80\xB2\xE3\x80\xB3\xE3\x80\xB4\xE3\x80\xB5\xE3\x80\xAE\xE3\x80\xAF\xE3\x80"
      "\xBB",
      "a\xC2\xB7l",
      "\xC2\xB7l",
      "l\xC2\xB7"
      "a",
      "l\xC2\xB7",
      "\xCE\xB1\xCD\xB5S",
      "\xCE\xB1\xCD\xB5",
      "A\xD7\xB3\xD7\x91",
      "\xD7\xB3\xD7\x91",
      "A\xD7\xB4\xD7\x91",
      "\xD7\xB4\xD7\x91",
      "def\xE3\x83\xBB"
      "abc",
      "\xE3\x83\xBB",
      "\xD8\xA8\xD9\xA0\xDB\xB0",
      "\xE0\xA4\x95\xE2\x80\x8D\xE0\xA4\xB7",
      "\xE2\x80\x8D\xE0\xA4\xB7",
      "ab--cd",
      "\xC3\xBC"
      "b--cd",
      "a\xCC\x80",
      "\xE2\x84\xAA",
      "\xC3\x9C",
      "\xD7\x90"
      "a",
      "1\xD7\x90",
      "a b",
      "\xC3\xBC_",
      "\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3"
      "\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC"
      "\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3"
      "\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC"
      "\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3"
      "\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC"}},
    {"ipv4",
     {"192.168.0.1", "0.0.0.0", "255.255.255.255", "127.0.0.1"},
     {"", "127.0.0", "127.0.0.0.1", "256.1.1.1", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1.2.3.00",
      "0x7f.0.0.1", "1.2.3.4 ", " 1.2.3.4", "1.2.3.", "1..2.3", "1.2.3.4/24", "127.1", "2130706433",
      "1.2.3.\xE0\xA7\xAA", "-1.2.3.4", "1.2.3.4\x0A"}},
    {"ipv6",
     {"::1", "::", "1::", "::abef", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
      "1:2:3::6:7:8", "2001:db8::ff00:42:8329", "::ffff:192.168.0.1", "1:2:3:4:5:6:192.0.2.1",
      "1::d6:192.168.0.1", "ABCD:EF01:2345:6789:abcd:ef01:2345:6789", "::42:ff:1", "d6::"},
     {"",
      "1",
      "12345::",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "1:2:3:4:5:6:7:8::",
      "::1:2:3:4:5:6:7:8",
      "1::2::3",
      ":1",
      ":::",
      "1:",
      ":2:3:4:5:6:7:8",
      "1:2:3:4:5:6:7:",
      "::laptop",
      "fe80::a%eth1",
      "fe80::/64",
      "[::1]",
      "::1 ",
      " ::1",
      "1:2:3:4:5:6:7:192.0.2.1",
      "::192.168.0",
      "::ffff:192.168.00.1",
      "::192.0.2.1:1",
      "192.0.2.1::",
      "127.0.0.1",
      "100:100:100:100:100:100:255.255.255.255.255",
      "1:2:3:4:5:6:7:\xE0\xA7\xAA",
      "::ffff:1.2.3.256"}},
};

static void accepts(void **state)
{
    (void)state;
    for (size_t row = 0; row < sizeof table / sizeof table[0]; row++)
        check_format(&table[row]);
}

static void nul_is_a_character_like_others(void **state)
{
    static const char *const formats[] = {"email", "hostname", "idn-hostname", "ipv4", "ipv6"};

    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (jsonschema_format_find(str_of(formats[i]))->accepts(STR("a\0b")))
            fail_msg("%s", formats[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts),
        cmocka_unit_test(nul_is_a_character_like_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
