// SPDX-License-Identifier: ISC

/// @file xml_tags.c  Tags told from what only looks like them.

#include "base/xml_tags.h"

#include "base/ascii.h"

/// A number as a text, for messages
#define TEXT_OF(number)  TEXT_OF_(number)
#define TEXT_OF_(number) #number

/// Where a byte stands
enum {
  IN_TEXT,
  BEHIND_LESS, ///< "<"
  IN_TAG,      ///< "<name"
  IN_VALUE,    ///< Of an attribute, in quotes
  BEHIND_BANG, ///< "<!"
  IN_COMMENT,  ///< "<!--"
  IN_CDATA,    ///< "<![": text up to "]]>"
  IN_PI,       ///< "<?"
  IN_TYPE,     ///< "<!D": entities in it may have tags
};

/// The last three bytes, as `tail` has them
static unsigned
ending(const char a, const char b, const char c)
{
  return ((unsigned)(unsigned char)a << 16U) |
         ((unsigned)(unsigned char)b << 8U) | (unsigned char)c;
}

static unsigned
begin(RhumbXmlTags *const tags, const char c)
{
  tags->n_equals = 0;
  tags->n_brackets = 0;
  tags->closes = c == '/';
  return c == '!' ? BEHIND_BANG : c == '?' ? IN_PI : IN_TAG;
}

static void
count_tag(RhumbXmlTags *const tags)
{
  if (tags->closes) {
    tags->depth -= tags->depth > 0;
  } else {
    ++tags->depth;
  }
}

static unsigned
step_tag(RhumbXmlTags *const tags, const char c)
{
  tags->n_equals += c == '=';
  if (c == '"' || c == '\'') {
    tags->quote = c;
    return IN_VALUE;
  }
  if (c != '>') {
    return IN_TAG;
  }
  if (tags->closes || (tags->tail & 0xFFFFU) != ending(0, '/', '>')) {
    count_tag(tags);
  }
  return IN_TEXT;
}

/// In a document type a quote may be any text's: what is between "<" and ">"
/// counts, in quotes or not
static unsigned
step_type(RhumbXmlTags *const tags, const char c)
{
  tags->n_equals = c == '<' || c == '>' ? 0 : tags->n_equals + (c == '=');
  tags->n_brackets += c == '[';
  tags->n_brackets -= c == ']' && tags->n_brackets;
  return c == '>' && !tags->n_brackets ? IN_TEXT : IN_TYPE;
}

static unsigned
step(RhumbXmlTags *const tags, const char c)
{
  switch (tags->state) {
  case IN_TEXT:
    return c == '<' ? BEHIND_LESS : IN_TEXT;
  case BEHIND_LESS:
    return begin(tags, c);
  case IN_TAG:
    return step_tag(tags, c);
  case IN_VALUE:
    return c == tags->quote ? IN_TAG : IN_VALUE;
  case BEHIND_BANG:
    return c == '-' ? IN_COMMENT : c == '[' ? IN_CDATA : IN_TYPE;
  case IN_COMMENT:
    return tags->tail == ending('-', '-', '>') ? IN_TEXT : IN_COMMENT;
  case IN_CDATA:
    return tags->tail == ending(']', ']', '>') ? IN_TEXT : IN_CDATA;
  case IN_PI:
    return (tags->tail & 0xFFFFU) == ending(0, '?', '>') ? IN_TEXT : IN_PI;
  default:
    return step_type(tags, c);
  }
}

static size_t
skip_name(const RhumbStr bytes, size_t at)
{
  while (at < bytes.len && rhumb_is_alphanumeric(bytes.data[at])) {
    ++at;
  }
  return at;
}

/// Pass text and a tag with no more than a short name in it, as most are
static size_t
skip_text(RhumbXmlTags *const tags, const RhumbStr bytes, const size_t at)
{
  const size_t less = at + rhumb_str_index(rhumb_str_from(bytes, at), '<');
  const bool closes = less + 1 < bytes.len && bytes.data[less + 1] == '/';
  const size_t name = less + 1 + closes;
  const size_t end = skip_name(bytes, name);
  if (end == name || end >= bytes.len || bytes.data[end] != '>') {
    return less;
  }
  tags->closes = closes;
  count_tag(tags);
  return end + 1;
}

/// Pass bytes that need no step each; return where they end
static size_t
skip_plain(RhumbXmlTags *const tags, const RhumbStr bytes, const size_t at)
{
  switch (tags->state) {
  case IN_TEXT:
    return skip_text(tags, bytes, at);
  case IN_VALUE:
    return at + rhumb_str_index(rhumb_str_from(bytes, at), tags->quote);
  case IN_TAG:
    return skip_name(bytes, at);
  default:
    return at;
  }
}

/// True for what a document in UTF-16 or UTF-32 begins with
static bool
is_wide(const RhumbStr start)
{
  return rhumb_str_starts(start, RHUMB_STR("\xFE\xFF")) ||
         rhumb_str_starts(start, RHUMB_STR("\xFF\xFE")) ||
         rhumb_str_has(rhumb_str_slice(start, 0, start.len < 2 ? start.len : 2),
                       '\0');
}

/// Return what is too large or too deep so far, or NULL
static const char *
find_excess(const RhumbXmlTags *const tags)
{
  return tags->n_equals > RHUMB_MAX_XML_ATTRIBUTES
             ? "it has an element with more than " TEXT_OF(
                   RHUMB_MAX_XML_ATTRIBUTES) " attributes"
         : tags->depth > RHUMB_MAX_XML_DEPTH
             ? "its elements are nested more than " TEXT_OF(
                   RHUMB_MAX_XML_DEPTH) " deep"
             : NULL;
}

const char *
rhumb_xml_tags_see(RhumbXmlTags *const tags, const RhumbStr bytes)
{
  tags->is_wide = tags->offset ? tags->is_wide : is_wide(bytes);
  const RhumbStr seen = rhumb_str_slice(
      bytes, 0, tags->is_wide ? bytes.len : rhumb_str_index(bytes, '\0'));
  size_t i = 0;
  const char *wrong = NULL;
  while (i < seen.len && !wrong) {
    const size_t next = skip_plain(tags, seen, i);
    const char c = seen.data[i];
    if (next > i) {
      tags->tail = 0;
    } else if (c) { // UTF-16 has ASCII with zeros between
      tags->tail = ((tags->tail << 8U) | (unsigned char)c) & 0xFFFFFFU;
      tags->state = step(tags, c);
    }
    i = next > i ? next : i + 1;
    wrong = find_excess(tags);
  }
  tags->offset += i;
  return wrong || seen.len == bytes.len
             ? wrong
             : "it has a byte 0, which is no character of XML";
}
