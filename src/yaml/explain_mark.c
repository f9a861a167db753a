// SPDX-License-Identifier: ISC

/// @file explain_mark.c  Characters that YAML takes for other than they are
/// meant, or that only look like those it knows.

#include "yaml/explain_impl.h"

#include "base/list.h"
#include "base/near.h"
#include "yaml/odd.h"

/// Return the first odd character of a line that is there for its looks
static const RhumbOdd *
find_odd(const RhumbStr line, size_t *const at)
{
  size_t len = 0;
  bool leads = true; // Blanks and hyphens so far
  for (size_t i = 0; i < line.len; i += len ? len : 1) {
    const RhumbOdd *const odd = rhumb_odd_at(line, i, &len);
    const bool behind = i && strchr(":-", line.data[i - 1]);
    const bool before = i + len < line.len && line.data[i + len] == ':';
    *at = i;
    if (rhumb_odd_is_blank(odd) && (leads || behind || before)) {
      return odd;
    }
    if (odd && leads && !rhumb_odd_is_blank(odd)) {
      return odd;
    }
    if (odd && odd->kind == RHUMB_ODD_MARK) {
      return odd;
    }
    leads = leads && strchr(" \t-", line.data[i]);
    if (!len && strchr("\"'#", line.data[i])) {
      return NULL;
    }
    if (!len && line.data[i] == ':' && i + 1 < line.len &&
        line.data[i + 1] == ' ') {
      return NULL;
    }
  }
  return NULL;
}

static const char *
odd_character(RhumbYamlStop *const stop)
{
  const size_t last = rhumb_line_start(stop->text, stop->at);
  const size_t begun = stop->begun < last ? stop->begun : last;
  size_t start =
      rhumb_line_before(stop->text, rhumb_line_start(stop->text, begun));
  while (start <= last && start < stop->text.len) {
    const RhumbStr line = rhumb_line(stop->text, start);
    const RhumbOdd *const odd = find_odd(line, &stop->place);
    if (odd) {
      stop->place += start;
      return rhumb_odd_explain(stop->arena, odd);
    }
    start = rhumb_line_next(stop->text, start);
  }
  return NULL;
}

static const char *
tab(RhumbYamlStop *const stop)
{
  return rhumb_stop_char(stop, stop->at) == '\t' ||
                 strstr(stop->problem, "a tab character")
             ? "a tab cannot indent; use spaces"
             : NULL;
}

/// What lines begin with in other languages
static const char *
line_mark(RhumbArena *const arena, const RhumbStr said)
{
  static const char *const comments[] = {"//", "/*", ";", "--", NULL};
  if (rhumb_str_starts(said, RHUMB_STR("```"))) {
    return "a line of Markdown, which is no YAML; take it out";
  }
  for (const char *const *c = comments; *c; ++c) {
    if (rhumb_str_starts(said, rhumb_str(*c)) &&
        !rhumb_str_starts(said, RHUMB_STR("---"))) {
      return rhumb_str_format(
                 arena, "a comment begins with \"#\", not with \"%s\"", *c)
          .data;
    }
  }
  if (said.len > 1 && strchr("*+", said.data[0]) && said.data[1] == ' ') {
    return rhumb_str_format(arena,
                            "a list item begins with \"- \", not with \"%c\"",
                            said.data[0])
        .data;
  }
  return said.len > 1 && said.data[0] == '-' && !strchr(" -.", said.data[1]) &&
                 !rhumb_is_digit(said.data[1])
             ? "a blank is missing behind the \"-\" of a list item"
             : NULL;
}

static const char *
strange_line(RhumbYamlStop *const stop)
{
  const size_t last = rhumb_line_start(stop->text, stop->at);
  const size_t begun = rhumb_line_start(stop->text, stop->begun);
  const size_t starts[] = {begun, rhumb_line_before(stop->text, last), last};
  for (size_t i = 0; i < RHUMB_COUNT(starts); ++i) {
    const RhumbStr line = rhumb_line(stop->text, starts[i]);
    const size_t indent = rhumb_line_indent(line);
    const char *const message =
        line_mark(stop->arena, rhumb_str_from(line, indent));
    if (message) {
      stop->place = starts[i] + indent;
      return message;
    }
  }
  return NULL;
}

static const char *
open_quote(RhumbYamlStop *const stop)
{
  if (!rhumb_stop_in(stop, "while scanning a quoted scalar") ||
      rhumb_stop_is(stop, "found unknown escape character")) {
    return NULL;
  }
  stop->place = stop->begun;
  return "this quote is not closed";
}

static const char *
unknown_escape(RhumbYamlStop *const stop)
{
  return rhumb_stop_is(stop, "found unknown escape character")
             ? "within double quotes a \"\\\" begins an escape, and there is "
               "none like this; use single quotes, or write \"\\\\\""
             : NULL;
}

/// What YAML makes of a character at the start of a value
static const struct {
  char c;
  const char *does, *meaning;
} indicators[] = {
    {'%', "takes", "for a directive"},
    {'@', "keeps", "to itself"},
    {'`', "keeps", "to itself"},
    {'|', "takes", "for a text that begins on the next line"},
    {'>', "takes", "for a text that begins on the next line"},
    {'&', "takes", "for the name of an anchor"},
    {'*', "takes", "for an alias, which stands for an anchor"},
    {'!', "takes", "for a tag"},
};

/// A text such as @en or @pt-BR
static bool
is_at_language(const RhumbStr value)
{
  size_t letters = 0;
  while (letters + 1 < value.len && rhumb_is_letter(value.data[letters + 1])) {
    ++letters;
  }
  const RhumbStr rest = rhumb_str_from(value, letters + 1);
  return value.data[0] == '@' && (letters == 2 || letters == 3) &&
         (!rest.len || strchr("-],} \n\r", rest.data[0]));
}

/// `@prefix` and `@base`, as Turtle declares them
static bool
is_turtle(const RhumbStr value)
{
  return rhumb_str_starts(value, RHUMB_STR("@prefix ")) ||
         rhumb_str_starts(value, RHUMB_STR("@base "));
}

static const char *
say_indicator(RhumbYamlStop *const stop, const size_t at)
{
  const char c = rhumb_stop_char(stop, at);
  size_t i = 0;
  while (i < RHUMB_COUNT(indicators) && indicators[i].c != c) {
    ++i;
  }
  if (i == RHUMB_COUNT(indicators)) {
    return NULL;
  }
  stop->place = at;
  if (is_turtle(rhumb_str_from(stop->text, at))) {
    return "this is Turtle, which YAML does not know; prefixes of YARRRML "
           "stand under \"prefixes\": ex: http://example.org/";
  }
  return rhumb_str_format(
             stop->arena,
             "YAML %s \"%c\" at the start of a value %s; quote the value, "
             "%s%s",
             indicators[i].does,
             c,
             indicators[i].meaning,
             rhumb_quoted_value(stop, at),
             is_at_language(rhumb_str_from(stop->text, at))
                 ? ", or write a language as en~lang"
                 : "")
      .data;
}

/// A character that begins something else than a text
static const char *
indicator(RhumbYamlStop *const stop)
{
  static const char *const scanned[] = {"while scanning an anchor",
                                        "while scanning an alias",
                                        "while scanning a tag",
                                        "while parsing a tag",
                                        "while scanning a block scalar",
                                        "while scanning a directive",
                                        "while parsing a node",
                                        NULL};
  const bool at_problem =
      rhumb_stop_is(stop, "found character that cannot start any token");
  if (!at_problem && !rhumb_word(scanned, rhumb_str(stop->context))) {
    return NULL;
  }
  const size_t at = at_problem ? stop->at : stop->begun;
  const size_t reference = rhumb_open_reference(stop, at);
  const size_t start = rhumb_value_start(stop, reference);
  return start == at || (start + 1 == at && reference == at)
             ? say_indicator(stop, at)
             : rhumb_say_brackets(stop, start);
}

/// Text behind a closing quote
static const char *
behind_quote(RhumbYamlStop *const stop)
{
  size_t end = stop->at;
  while (end && rhumb_stop_char(stop, end - 1) == ' ') {
    --end;
  }
  const char quote = rhumb_stop_char(stop, end ? end - 1 : stop->text.len);
  const bool is_later =
      rhumb_line_start(stop->text, stop->at) ==
      stop->at - rhumb_line_indent(rhumb_line(
                     stop->text, rhumb_line_start(stop->text, stop->at)));
  if (is_later || !quote || !strchr("\"'", quote) ||
      strchr("\n\r", rhumb_stop_char(stop, stop->at))) {
    return NULL;
  }
  switch (rhumb_stop_char(stop, stop->at)) {
  case '@':
    return "text behind the closing quote; a language is the third item: "
           "[predicate, value, en~lang]";
  case '^':
    return "text behind the closing quote; a datatype is the third item: "
           "[predicate, value, xsd:date]";
  default:
    return quote == '"' ? "text behind the closing quote: all of a value "
                          "stands in the quotes, or it needs others"
                        : "text behind the closing quote: all of a value "
                          "stands in the quotes, and a ' within is written "
                          "twice, ''";
  }
}

/// Return where a comment begins in a line that holds a closing bracket;
/// the line's length if none does
static size_t
greedy_comment(const RhumbStr line)
{
  char quote = '\0';
  for (size_t i = 0; i < line.len; ++i) {
    const char c = line.data[i];
    if (quote || strchr("\"'", c)) {
      quote = (char)(quote == c ? '\0' : quote ? quote : c);
    } else if (c == '#' && (!i || line.data[i - 1] == ' ')) {
      const RhumbStr comment = rhumb_str_from(line, i);
      return rhumb_str_has(comment, ']') || rhumb_str_has(comment, '}')
                 ? i
                 : line.len;
    }
  }
  return line.len;
}

static const char *
comment_in_list(RhumbYamlStop *const stop)
{
  if (!rhumb_stop_in_flow(stop) && !rhumb_stop_is(stop,
                                                  "did not find expected node "
                                                  "content")) {
    return NULL;
  }
  const size_t last = rhumb_line_start(stop->text, stop->at);
  size_t start = rhumb_line_start(stop->text, stop->begun);
  start = start == last ? rhumb_line_before(stop->text, last) : start;
  while (start <= last && start < stop->text.len) {
    const RhumbStr line = rhumb_line(stop->text, start);
    const size_t at = greedy_comment(line);
    if (at < line.len) {
      stop->place = start + at;
      return rhumb_str_format(stop->arena,
                              "YAML takes \"#\" for the start of a comment; "
                              "quote the value, %s",
                              rhumb_quoted_value(stop, stop->place))
          .data;
    }
    start = rhumb_line_next(stop->text, start);
  }
  return NULL;
}

RhumbYamlCause *const rhumb_causes_of_marks[] = {odd_character,
                                                 tab,
                                                 open_quote,
                                                 unknown_escape,
                                                 strange_line,
                                                 indicator,
                                                 comment_in_list,
                                                 behind_quote,
                                                 NULL};
