// SPDX-License-Identifier: ISC

/// @file explain.c  What libyaml cannot read, in words of whoever wrote it: a
/// cause is looked for in the lines around, the surest first.

#include "yaml/explain.h"

#include "base/list.h"
#include "base/near.h"
#include "base/utf8.h"
#include "yaml/lines.h"
#include "yaml/odd.h"

/// How much of a value a message shows
enum { MAX_SHOWN = 40 };

static bool
problem_is(const RhumbYamlStop *const stop, const char *const text)
{
  return strcmp(stop->problem, text) == 0;
}

static bool
context_is(const RhumbYamlStop *const stop, const char *const text)
{
  return strcmp(stop->context, text) == 0;
}

static bool
is_flow(const RhumbYamlStop *const stop)
{
  return context_is(stop, "while parsing a flow sequence") ||
         context_is(stop, "while parsing a flow mapping");
}

static char
char_at(const RhumbYamlStop *const stop, const size_t at)
{
  return (char)(at < stop->text.len ? stop->text.data[at] : '\0');
}

/// Return `value` in the quotes that it needs
static const char *
in_quotes(RhumbArena *const arena, RhumbStr value)
{
  const char quote = (char)(rhumb_str_has(value, '"') ? '\'' : '"');
  const bool is_long = value.len > MAX_SHOWN;
  value.len = is_long ? rhumb_utf8_start(value, MAX_SHOWN) : value.len;
  return rhumb_str_format(arena,
                          "%c%.*s%s%c",
                          quote,
                          RHUMB_FMT(value),
                          is_long ? "..." : "",
                          quote)
      .data;
}

/// Return the value that begins at `at`, up to what ends it in a list or the
/// line, in quotes
static const char *
quoted_value(const RhumbYamlStop *const stop, const size_t at)
{
  const RhumbStr line = rhumb_line(stop->text, at);
  size_t end = 0;
  size_t open = 0; // Brackets of the value's own
  while (end < line.len) {
    const char c = line.data[end];
    if ((strchr(",]}", c) && !open) ||
        (c == '#' && end && line.data[end - 1] == ' ')) {
      break;
    }
    open += strchr("([{", c) ? 1 : 0;
    open -= open && strchr(")]}", c) ? 1 : 0;
    ++end;
  }
  return in_quotes(stop->arena, rhumb_str_trim(rhumb_str_slice(line, 0, end)));
}

/// Return where the text begins that byte `at` is in: behind the last blank
static size_t
word_start(const RhumbYamlStop *const stop, size_t at)
{
  while (at && !strchr(" \t\n,", stop->text.data[at - 1]) &&
         !(strchr("[{", stop->text.data[at - 1]) &&
           (at < 2 || strchr(" \n[{", stop->text.data[at - 2])))) {
    --at;
  }
  return at;
}

/// Return where a reference begins that is open at `at` of its line, or `at`
static size_t
open_reference(const RhumbYamlStop *const stop, const size_t at)
{
  const size_t start = rhumb_line_start(stop->text, at);
  for (size_t i = at; i > start + 1; --i) {
    if (stop->text.data[i - 1] == ')') {
      break;
    }
    if (stop->text.data[i - 1] == '(' && stop->text.data[i - 2] == '$') {
      return i - 2;
    }
  }
  return at;
}

/// Say that the text that begins at `start` holds brackets
static const char *
say_brackets(RhumbYamlStop *const stop, const size_t start)
{
  stop->place = start;
  return rhumb_str_format(stop->arena,
                          "in a list of brackets, a text that holds brackets "
                          "is quoted: %s",
                          quoted_value(stop, start))
      .data;
}

// Causes; each returns what to say, with the place in the stop, or NULL

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
    start += rhumb_str_index(rhumb_str_from(stop->text, start), '\n') + 1;
  }
  return NULL;
}

static const char *
tab(RhumbYamlStop *const stop)
{
  return char_at(stop, stop->at) == '\t' ||
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
  if (!context_is(stop, "while scanning a quoted scalar") ||
      problem_is(stop, "found unknown escape character")) {
    return NULL;
  }
  stop->place = stop->begun;
  return "this quote is not closed";
}

static const char *
unknown_escape(RhumbYamlStop *const stop)
{
  return problem_is(stop, "found unknown escape character")
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
  const char c = char_at(stop, at);
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
           "stand "
           "under \"prefixes\": ex: http://example.org/";
  }
  return rhumb_str_format(
             stop->arena,
             "YAML %s \"%c\" at the start of a value %s; quote the value, "
             "%s%s",
             indicators[i].does,
             c,
             indicators[i].meaning,
             quoted_value(stop, at),
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
      problem_is(stop, "found character that cannot start any token");
  if (!at_problem && !rhumb_word(scanned, rhumb_str(stop->context))) {
    return NULL;
  }
  const size_t at = at_problem ? stop->at : stop->begun;
  const size_t reference = open_reference(stop, at);
  const size_t start = word_start(stop, reference);
  return start == at || (start + 1 == at && reference == at)
             ? say_indicator(stop, at)
             : say_brackets(stop, start);
}

/// Text behind a closing quote
static const char *
behind_quote(RhumbYamlStop *const stop)
{
  size_t end = stop->at;
  while (end && char_at(stop, end - 1) == ' ') {
    --end;
  }
  const char quote = char_at(stop, end ? end - 1 : stop->text.len);
  const bool is_later =
      rhumb_line_start(stop->text, stop->at) ==
      stop->at - rhumb_line_indent(rhumb_line(
                     stop->text, rhumb_line_start(stop->text, stop->at)));
  if (is_later || !quote || !strchr("\"'", quote) ||
      strchr("\n\r", char_at(stop, stop->at))) {
    return NULL;
  }
  switch (char_at(stop, stop->at)) {
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
  if (!is_flow(stop) && !problem_is(stop,
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
                              quoted_value(stop, stop->place))
          .data;
    }
    start += rhumb_str_index(rhumb_str_from(stop->text, start), '\n') + 1;
  }
  return NULL;
}

/// A column in the brackets of another language, such as ${name}, at the
/// bracket
static const char *
foreign_reference(RhumbYamlStop *const stop, const size_t bracket)
{
  const RhumbStr line = rhumb_line(stop->text, bracket);
  const char close = (char)(char_at(stop, bracket) == '{' ? '}' : ']');
  const size_t end = rhumb_str_index(line, close);
  const bool has_dollar = bracket && char_at(stop, bracket - 1) == '$';
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
  const char c = char_at(stop, stop->at);
  if (!is_flow(stop) || (c != '[' && c != '{') || !stop->at ||
      strchr(" \t\n,[{", char_at(stop, stop->at - 1))) {
    return NULL;
  }
  if (char_at(stop, stop->at - 1) == '$') {
    return foreign_reference(stop, stop->at);
  }
  return say_brackets(stop, word_start(stop, open_reference(stop, stop->at)));
}

/// A text in a list that ends with a colon, or has one before a bracket
static const char *
colon_in_list(RhumbYamlStop *const stop)
{
  if (!problem_is(stop, "found unexpected ':'")) {
    return NULL;
  }
  const char next = char_at(stop, stop->at + 1);
  if (next == '{' || next == '[') {
    return foreign_reference(stop, stop->at + 1);
  }
  stop->place = word_start(stop, stop->at);
  return rhumb_str_format(stop->arena,
                          "in a list of brackets, a text that ends with a "
                          "\":\" is quoted: %s",
                          quoted_value(stop, stop->place))
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
  if (!is_flow(stop)) {
    return NULL;
  }
  const bool is_list = context_is(stop, "while parsing a flow sequence");
  const char c = char_at(stop, stop->at);
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
  const char c = char_at(stop, end ? end - 1 : stop->text.len);
  if (!problem_is(stop, "did not find expected node content")) {
    return NULL;
  }
  if (char_at(stop, stop->at) == ',') {
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
  const char c = char_at(stop, stop->at);
  while (end && char_at(stop, end - 1) == ' ') {
    --end;
  }
  if (!end || !c || !strchr("]}", char_at(stop, end - 1)) || is_flow(stop)) {
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
  return problem_is(stop, "could not find expected ':'")
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
             in_quotes(stop->arena, value))
      .data;
}

/// A ": " where YAML is reading a text
static const char *
colon_in_text(RhumbYamlStop *const stop)
{
  if (!problem_is(stop, "mapping values are not allowed in this context")) {
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
  if ((!problem_is(stop, "did not find expected key") &&
       !problem_is(stop, "did not find expected '-' indicator")) ||
      start + indent != stop->at || before == start) {
    return NULL;
  }
  const size_t above = rhumb_line_indent(rhumb_line(stop->text, before));
  if (strchr("[{", char_at(stop, stop->at)) || above == indent) {
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

// What is left

typedef struct {
  const char *problem, *meaning;
} Meaning;

static const Meaning meanings[] = {
    {"did not find expected key",
     "the indentation does not match, or a text needs quotes"},
    {"did not find expected '-' indicator",
     "a list item without \"- \", or with the wrong indentation"},
    {"did not find expected node content",
     "a value is missing here, or a text needs quotes"},
    {"did not find expected <document start>",
     "text behind the end of the document"},
    {"block sequence entries are not allowed in this context",
     "a list begins on a line of its own, below its key; a text that begins "
     "with \"- \" is quoted"},
    {"block mapping entries are not allowed in this context",
     "a key where none can be; check the indentation"},
    {"mapping keys are not allowed in this context",
     "YAML takes \"?\" for the start of a key; quote the text"},
    {"control characters are not allowed",
     "a control character, which YAML excludes"},
    {"found unexpected document indicator",
     "\"---\" or \"...\" within a text; is a quote not closed?"},
    {"found undefined tag handle",
     "YAML takes \"!\" at the start of a value for a tag; quote the value"},
    {"found duplicate anchor; first occurrence",
     "YAML takes \"&\" at the start of a value for the name of an anchor; "
     "quote the value"},
    {"input error", "the file cannot be read to its end"},
};

static const char *
plain_meaning(RhumbYamlStop *const stop)
{
  const Meaning *const known =
      (const Meaning *)RHUMB_ROW(meanings, rhumb_str(stop->problem));
  return known ? known->meaning
               : rhumb_str_format(stop->arena,
                                  "YAML cannot read this (%s); a text with "
                                  "special characters is quoted",
                                  stop->problem)
                     .data;
}

typedef const char *
Cause(RhumbYamlStop *stop);

const char *
rhumb_yaml_explain(RhumbYamlStop *const stop)
{
  static Cause *const causes[] = {odd_character,
                                  tab,
                                  open_quote,
                                  unknown_escape,
                                  strange_line,
                                  indicator,
                                  comment_in_list,
                                  behind_quote,
                                  bracket_in_text,
                                  colon_in_list,
                                  open_bracket,
                                  missing_value,
                                  behind_bracket,
                                  missing_colon,
                                  colon_in_text,
                                  indentation,
                                  plain_meaning};
  const char *message = NULL;
  for (size_t i = 0; !message; ++i) {
    stop->place = stop->at;
    stop->opened = stop->at;
    message = causes[i](stop);
  }
  return message;
}
