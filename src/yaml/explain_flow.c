// SPDX-License-Identifier: ISC

/// @file explain_flow.c  Lists and maps in brackets that YAML cannot read.

#include "yaml/explain_impl.h"

/// A column in the brackets of another language, such as ${name}, at the
/// bracket
static const char *
foreign_reference(RhumbYamlStop *const stop, const size_t bracket)
{
  const RhumbStr line = rhumb_line(stop->text, bracket);
  const char close = (char)(rhumb_stop_char(stop, bracket) == '{' ? '}' : ']');
  const size_t end = rhumb_str_index(line, close);
  const bool has_dollar = bracket && rhumb_stop_char(stop, bracket - 1) == '$';
  stop->place = bracket - (has_dollar ? 1 : 0);
  return end < line.len
             ? rhumb_str_format(
                   stop->arena,
                   "a column is written $(%.*s)",
                   RHUMB_FMT(rhumb_str_trim(rhumb_str_slice(line, 1, end))))
                   .data
             : "a column is written $(name)";
}

/// A bracket within a text in a list
static const char *
bracket_in_text(RhumbYamlStop *const stop)
{
  const char c = rhumb_stop_char(stop, stop->at);
  if (!rhumb_stop_in_flow(stop) || (c != '[' && c != '{') || !stop->at ||
      strchr(" \t\n,[{", rhumb_stop_char(stop, stop->at - 1))) {
    return NULL;
  }
  if (rhumb_stop_char(stop, stop->at - 1) == '$') {
    return foreign_reference(stop, stop->at);
  }
  return rhumb_say_brackets(
      stop, rhumb_value_start(stop, rhumb_open_reference(stop, stop->at)));
}

/// A text in a list that ends with a colon, or has one before a bracket
static const char *
colon_in_list(RhumbYamlStop *const stop)
{
  if (!rhumb_stop_is(stop, "found unexpected ':'")) {
    return NULL;
  }
  const char next = rhumb_stop_char(stop, stop->at + 1);
  if (next == '{' || next == '[') {
    return foreign_reference(stop, stop->at + 1);
  }
  stop->place = rhumb_value_start(stop, stop->at);
  return rhumb_str_format(stop->arena,
                          "in a list of brackets, a text that ends with a "
                          "\":\" is quoted: %s",
                          rhumb_quoted_value(stop, stop->place))
      .data;
}

/// True if `at` stands in a line that no list in brackets goes on to
static bool
is_behind_list(const RhumbYamlStop *const stop)
{
  const size_t start = rhumb_line_start(stop->text, stop->at);
  const RhumbStr line = rhumb_line(stop->text, start);
  const RhumbStr said = rhumb_str_trim(line);
  return stop->at >= stop->text.len || !said.len ||
         rhumb_str_starts(said, RHUMB_STR("- ")) ||
         rhumb_str_find(line, RHUMB_STR(": "), 0) != SIZE_MAX ||
         said.data[said.len - 1] == ':';
}

static const char *
open_bracket(RhumbYamlStop *const stop)
{
  if (!rhumb_stop_in_flow(stop)) {
    return NULL;
  }
  const bool is_list = rhumb_stop_in(stop, "while parsing a flow sequence");
  const char c = rhumb_stop_char(stop, stop->at);
  const bool is_later = rhumb_line_start(stop->text, stop->at) !=
                        rhumb_line_start(stop->text, stop->begun);
  if (is_later && is_behind_list(stop)) {
    stop->place = stop->begun;
    return is_list ? "this list is not closed: a \"]\" is missing"
                   : "this map is not closed: a \"}\" is missing";
  }
  if (c == ':') {
    return "a second \":\" with a blank behind it; quote the text that holds "
           "it";
  }
  stop->opened = stop->begun;
  return c == '}'   ? "a list ends with \"]\", not with \"}\"; a text with a "
                      "brace in it is quoted"
         : c == ']' ? "a map ends with \"}\", which is missing before this "
                      "\"]\""
         : is_list  ? "a \",\" or \"]\" is missing before this"
                    : "a \",\" or \"}\" is missing before this";
}

/// A list or a map in which a value was to come
static const char *
missing_value(RhumbYamlStop *const stop)
{
  size_t end = stop->at < stop->text.len ? stop->at : stop->text.len;
  while (end && rhumb_is_space(stop->text.data[end - 1])) {
    --end;
  }
  const char c = rhumb_stop_char(stop, end ? end - 1 : stop->text.len);
  if (!rhumb_stop_is(stop, "did not find expected node content")) {
    return NULL;
  }
  if (rhumb_stop_char(stop, stop->at) == ',') {
    return "a value is missing before this \",\"";
  }
  if (c != '[' && c != '{') {
    return NULL;
  }
  stop->place = end - 1;
  return c == '[' ? "this list is not closed: a \"]\" is missing"
                  : "this map is not closed: a \"}\" is missing";
}

/// Something behind the end of a list or a map
static const char *
behind_bracket(RhumbYamlStop *const stop)
{
  size_t end = stop->at;
  const char c = rhumb_stop_char(stop, stop->at);
  while (end && rhumb_stop_char(stop, end - 1) == ' ') {
    --end;
  }
  if (!end || !c || !strchr("]}", rhumb_stop_char(stop, end - 1)) ||
      rhumb_stop_in_flow(stop)) {
    return NULL;
  }
  return rhumb_str_format(stop->arena,
                          strchr("]}", c)
                              ? "a \"%c\" too many"
                              : "\"%c\" behind the end of the list: nothing "
                                "may stand there",
                          c)
      .data;
}

RhumbYamlCause *const rhumb_causes_of_flow[] = {bracket_in_text,
                                                colon_in_list,
                                                open_bracket,
                                                missing_value,
                                                behind_bracket,
                                                NULL};
