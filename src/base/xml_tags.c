// SPDX-License-Identifier: ISC

/// @file xml_tags.c  Tags told from what only looks like them.

#include "base/xml_tags.h"

#include "base/ascii.h"
#include "base/list.h"

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

/// Return how many bytes a character has in what a document begins with, at
/// least
static unsigned
width_of(const RhumbStr start)
{
  static const struct {
    RhumbStr bytes;
    unsigned width;
  } beginnings[] = {
      {{"\xFF\xFE\0\0", 4}, 4},
      {{"\0\0\xFE\xFF", 4}, 4},
      {{"<\0\0\0", 4}, 4},
      {{"\0\0\0<", 4}, 4},
      {{"\xFE\xFF", 2}, 2},
      {{"\xFF\xFE", 2}, 2},
  };
  for (size_t i = 0; i < RHUMB_COUNT(beginnings); ++i) {
    if (rhumb_str_starts(start, beginnings[i].bytes)) {
      return beginnings[i].width;
    }
  }
  const size_t two = start.len < 2 ? start.len : 2;
  return rhumb_str_has(rhumb_str_slice(start, 0, two), '\0') ? 2 : 1;
}

/// Return where the last byte is of a character U+0000, or the length
static size_t
find_zero(RhumbXmlTags *const tags, const RhumbStr bytes)
{
  if (tags->width == 1) {
    return rhumb_str_index(bytes, '\0');
  }
  for (size_t i = 0; i < bytes.len; ++i) {
    const bool begins = (tags->offset + i) % tags->width == 0;
    tags->zeros = (begins ? 0 : tags->zeros) + (bytes.data[i] == '\0');
    if (tags->zeros == tags->width) {
      return i;
    }
  }
  return bytes.len;
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
  if (!tags->width && bytes.len) {
    tags->width = width_of(bytes);
  }
  const RhumbStr seen = rhumb_str_slice(bytes, 0, find_zero(tags, bytes));
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
  return wrong || seen.len == bytes.len ? wrong
         : tags->width == 1 ? "it has a byte 0, which is no character of XML"
                            : "it has a character U+0000, which is none of XML";
}
