// SPDX-License-Identifier: ISC

/// @file explain_block.c  Keys and their indentation that YAML cannot read.

#include "yaml/explain_impl.h"

/// Return the length of the word that a line begins with, as a key does
static size_t
key_len(const RhumbStr said)
{
  size_t len = 0;
  while (len < said.len && (rhumb_is_alphanumeric(said.data[len]) ||
                            said.data[len] == '_' || said.data[len] == '-')) {
    ++len;
  }
  return len;
}

/// A line that is no key and no list item
static const char *
say_no_key(RhumbYamlStop *const stop, const size_t start)
{
  const RhumbStr line = rhumb_line(stop->text, start);
  const size_t indent = rhumb_line_indent(line);
  const RhumbStr said = rhumb_str_trim(rhumb_str_from(line, indent));
  const size_t len = key_len(said);
  const RhumbStr key = rhumb_str_slice(said, 0, len);
  const RhumbStr rest = rhumb_str_trim(rhumb_str_from(said, len));
  stop->place = start + indent;
  if (said.len && strchr("[{", said.data[0])) {
    return "a list item without \"- \" before it, or a \",\" is missing above";
  }
  if (!len) {
    return "a key without a \":\" behind it, or a list item without \"- \"";
  }
  if (rest.len && rest.data[0] == ':') {
    return rhumb_str_format(stop->arena,
                            "no blank behind the \":\" of \"%.*s\"; a key ends "
                            "with a colon and a blank",
                            RHUMB_FMT(key))
        .data;
  }
  return rhumb_str_format(
             stop->arena,
             rest.len && rest.data[0] == '='
                 ? "a key ends with \":\", not \"=\": write \"%.*s: \""
                 : "a \":\" is missing behind the key \"%.*s\"",
             RHUMB_FMT(key))
      .data;
}

static const char *
missing_colon(RhumbYamlStop *const stop)
{
  return rhumb_stop_is(stop, "could not find expected ':'")
             ? say_no_key(stop, rhumb_line_start(stop->text, stop->begun))
             : NULL;
}

/// True if a line ends a key, or has a value behind one
static bool
has_key(const RhumbStr line)
{
  const RhumbStr said = rhumb_str_trim(line);
  return rhumb_str_find(said, RHUMB_STR(": "), 0) != SIZE_MAX ||
         (said.len && said.data[said.len - 1] == ':');
}

/// Two keys in one line
static const char *
second_key(RhumbYamlStop *const stop, const size_t start)
{
  const RhumbStr line = rhumb_line(stop->text, start);
  const size_t colon = rhumb_str_find(line, RHUMB_STR(": "), 0);
  const RhumbStr value = rhumb_str_trim(rhumb_str_from(line, colon + 1));
  const RhumbStr behind =
      rhumb_str_trim(rhumb_str_from(line, stop->at - start + 1));
  if (rhumb_str_starts(behind, RHUMB_STR("http"))) {
    return "a key within a key begins a line of its own, indented; \"ex: "
           "http://…\" stands below \"prefixes:\"";
  }
  return rhumb_str_format(
             stop->arena,
             behind.len
                 ? "a second key in one line: quote the value, %s; behind "
                   "the colon of a prefix stands no blank, ex:name"
                 : "a text that ends with a \":\" is quoted: %s",
             rhumb_in_quotes(stop->arena, value))
      .data;
}

/// A ": " where YAML is reading a text
static const char *
colon_in_text(RhumbYamlStop *const stop)
{
  if (!rhumb_stop_is(stop, "mapping values are not allowed in this context")) {
    return NULL;
  }
  const size_t start = rhumb_line_start(stop->text, stop->at);
  const size_t before = rhumb_line_before(stop->text, start);
  if (has_key(rhumb_str_slice(stop->text, start, stop->at))) {
    return second_key(stop, start);
  }
  const RhumbStr above = rhumb_line(stop->text, before);
  if (before != start && !has_key(above)) {
    return say_no_key(stop, before);
  }
  stop->place = start + rhumb_line_indent(rhumb_line(stop->text, start));
  return "this line is indented more than the key above it, which has a value "
         "already; keys that stand side by side are indented alike";
}

/// Return the indentation of the nearest line above that has less than `indent`
static size_t
outer_indent(const RhumbStr text, size_t start, const size_t indent)
{
  for (;;) {
    const size_t before = rhumb_line_before(text, start);
    const size_t found = rhumb_line_indent(rhumb_line(text, before));
    if (before == start || found < indent) {
      return found < indent ? found : 0;
    }
    start = before;
  }
}

/// A line that is indented like none above it
static const char *
indentation(RhumbYamlStop *const stop)
{
  const size_t start = rhumb_line_start(stop->text, stop->at);
  const size_t before = rhumb_line_before(stop->text, start);
  const RhumbStr line = rhumb_line(stop->text, start);
  const size_t indent = rhumb_line_indent(line);
  if ((!rhumb_stop_is(stop, "did not find expected key") &&
       !rhumb_stop_is(stop, "did not find expected '-' indicator")) ||
      start + indent != stop->at || before == start) {
    return NULL;
  }
  const size_t above = rhumb_line_indent(rhumb_line(stop->text, before));
  if (strchr("[{", rhumb_stop_char(stop, stop->at)) || above == indent) {
    return "a list item without \"- \" before it";
  }
  const size_t outer = outer_indent(stop->text, start, indent);
  return rhumb_str_format(
             stop->arena,
             above > indent
                 ? "this line is indented by %zu, the one above it by %zu and "
                   "what it could belong to by %zu; lines that stand side by "
                   "side are indented alike"
                 : "this line is indented by %zu, the one above it by %zu; "
                   "lines that stand side by side are indented alike",
             indent,
             above,
             outer)
      .data;
}

RhumbYamlCause *const rhumb_causes_of_block[] = {
    missing_colon, colon_in_text, indentation, NULL};
