/* Texts in SARIF: addresses and messages of which nothing acts. */
#ifndef REPORT_SARIF_TEXT_H
#define REPORT_SARIF_TEXT_H

#include "base/buffer.h"
#include "base/json_writer.h"

/* Write the member `uri`: PATH, escaped by RFC 3986; an absolute one with the scheme "file". */
void sarif_add_uri(struct json_writer *json, struct str path);

/*
 * Append TEXT, made visible, so that no link comes of it: "[text](target)" is one in a message
 * (SARIF 2.1.0, section 3.11.6). IN_LINK: it is the text of a link of ours.
 */
void sarif_escape(struct buffer *out, struct str text, bool in_link);

/* Write the member KEY: a message with TEXT, escaped; if it is too long, its beginning. */
void sarif_add_message(struct json_writer *json, const char *key, struct str text);
/* The same of TEXT that is escaped already, or plain. */
void sarif_add_text(struct json_writer *json, const char *key, struct str text);

/* At most MOST bytes of TEXT, whole characters. */
struct str sarif_clip(struct str text, size_t most);

#endif
