// SPDX-License-Identifier: ISC

/// @file lines.c  Lines of text that a regular expression matches: each is a
/// row, whose columns are the named groups. Other lines make no row.

#define PCRE2_CODE_UNIT_WIDTH 8

#include "base/list.h"
#include "base/utf8.h"
#include "source/types.h"
#include "term/vocabulary.h"

#include <pcre2.h>
#include <stdlib.h>

/// What matching one line may cost: steps, some tens of milliseconds, and
/// memory. A line that costs more ends the reading, whatever mistakes do, so
/// that a file of them costs no more than one.
enum { MAX_STEPS = 2000000, MAX_KIB = 32768 };

/// A regular expression, compiled
typedef struct {
  pcre2_general_context *memory;
  pcre2_match_context *limits;
  pcre2_code *code;
  pcre2_match_data *data;
} Pattern;

typedef struct {
  RhumbSource source;
  RhumbInput input;
  Pattern pattern;
  RHUMB_LIST(size_t) groups; ///< By field
  RHUMB_LIST(RhumbValue) values;
  size_t taken;       ///< Bytes of the row with its end of line
  unsigned next_line; ///< Behind it
} Lines;

// Patterns -------------------------------------------------------------------

static void *
allocate(const PCRE2_SIZE size, void *const handle)
{
  (void)handle;
  return rhumb_xrealloc(NULL, size);
}

static void
release(void *const mem, void *const handle)
{
  (void)handle;
  free(mem);
}

static void
free_pattern(Pattern *const pattern)
{
  pcre2_match_data_free(pattern->data);
  pcre2_code_free(pattern->code);
  pcre2_match_context_free(pattern->limits);
  pcre2_general_context_free(pattern->memory);
}

/// Compile as the functions with regular expressions do; `at` is set to the
/// byte of a mistake. Free the pattern in either case.
/// @return 0, or what PCRE2 says.
static int
compile(Pattern *const out, const RhumbStr text, size_t *const at)
{
  const uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C;
  int error = 0;
  PCRE2_SIZE offset = 0;
  *out = (Pattern){.memory =
                       pcre2_general_context_create(allocate, release, NULL)};
  out->limits = pcre2_match_context_create(out->memory);
  (void)pcre2_set_match_limit(out->limits, MAX_STEPS);
  (void)pcre2_set_heap_limit(out->limits, MAX_KIB);
  pcre2_compile_context *const context =
      pcre2_compile_context_create(out->memory);
  out->code = pcre2_compile(
      (PCRE2_SPTR)text.data, text.len, options, &error, &offset, context);
  pcre2_compile_context_free(context);
  *at = offset;
  if (!out->code) {
    return error;
  }
  out->data = pcre2_match_data_create_from_pattern(out->code, out->memory);
  return 0;
}

/// The names of a pattern's groups, in PCRE2's order, which is the alphabet's
typedef struct {
  const char *entry; ///< Two bytes of the group's number, then its name
  uint32_t size, count;
} Names;

static Names
names_of(const Pattern *const pattern)
{
  Names names = {NULL, 0, 0};
  PCRE2_SPTR table = NULL;
  (void)pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &names.count);
  (void)pcre2_pattern_info(
      pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &names.size);
  (void)pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &table);
  names.entry = (const char *)table;
  return names;
}

static const char *
name_at(const Names *const names, const size_t index)
{
  return names->entry + (index * names->size) + 2;
}

/// Return the number of the group called `reference`, or report it
static RhumbStatus
find_group(size_t *const out,
           const Pattern *const pattern,
           const RhumbStr reference,
           const RhumbLoc loc,
           const RhumbDiag *const diag)
{
  const Names names = names_of(pattern);
  RHUMB_LIST(const char *) known = {0};
  *out = 0;
  for (size_t i = 0; i < names.count; ++i) {
    const char *const name = name_at(&names, i);
    RHUMB_PUSH(&known, name);
    if (rhumb_str_is(reference, name)) {
      *out = (size_t)pcre2_substring_number_from_name(pattern->code,
                                                      (PCRE2_SPTR)name);
    }
  }
  RHUMB_PUSH(&known, NULL);
  const RhumbStatus status =
      *out ? RHUMB_OK
           : rhumb_source_no_column(
                 "the pattern", known.items, "", reference, loc, diag);
  free(known.items);
  return status;
}

/// Return a name that two groups have, or NULL; the branches of (?|…) share
/// one group
static const char *
name_twice(const Pattern *const pattern)
{
  const Names names = names_of(pattern);
  for (size_t i = 1; i < names.count; ++i) {
    if (strcmp(name_at(&names, i - 1), name_at(&names, i)) == 0) {
      return name_at(&names, i);
    }
  }
  return NULL;
}

/// Return where in `text` the second group called `name` has its name, or 0
static size_t
second_place(const RhumbStr text, const char *const name)
{
  const RhumbStr wanted = rhumb_str(name);
  size_t found = 0;
  size_t at = rhumb_str_find(text, wanted, 0);
  for (; at < text.len; at = rhumb_str_find(text, wanted, at + 1)) {
    const RhumbStr behind = rhumb_str_from(text, at + wanted.len);
    const bool is_group = at > 0 && behind.len &&
                          strchr("<'", text.data[at - 1]) &&
                          strchr(">'", behind.data[0]);
    if (is_group && found) {
      return at;
    }
    found = is_group ? at : found;
  }
  return 0;
}

/// A group's name is a column's: one group has it
static RhumbStatus
check_names(const Pattern *const pattern,
            const RhumbSourceSpec *const spec,
            const RhumbDiag *const diag)
{
  if (!names_of(pattern).count) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      spec->pattern_loc,
                      "this pattern has no named groups, which are the "
                      "columns: (?<name>…)");
  }
  const char *const twice = name_twice(pattern);
  return twice
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_loc_along(spec->pattern_loc,
                                          second_place(spec->pattern, twice)),
                          "two groups of this pattern are called \"%s\", and a "
                          "column is one group; in (?|(?<%s>…)|(?<%s>…)) they "
                          "are one",
                          twice,
                          twice,
                          twice)
             : RHUMB_OK;
}

/// Compile the pattern of a source, or report what is wrong with it
static RhumbStatus
compile_spec(Pattern *const out,
             const RhumbSourceSpec *const spec,
             const RhumbDiag *const diag)
{
  const RhumbStr text = spec->pattern;
  size_t at = 0;
  if (!text.len) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      spec->loc,
                      "lines need a pattern: a regular expression whose named "
                      "groups are the columns, such as %s",
                      spec->in_rml ? "[ a rhumb:Lines; rhumb:pattern "
                                     "\"^(?<id>\\\\S+)\\\\t(?<text>.*)\" ]"
                                   : "pattern: '^(?<id>\\S+)\\t(?<text>.*)'");
  }
  const int error = compile(out, text, &at);
  if (error) {
    PCRE2_UCHAR why[128] = "";
    (void)pcre2_get_error_message(error, why, sizeof(why));
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_loc_along(spec->pattern_loc, at),
                      "the pattern is wrong at character %zu: %s",
                      rhumb_utf8_count(rhumb_str_slice(text, 0, at)) + 1,
                      (const char *)why);
  }
  return check_names(out, spec, diag);
}

static RhumbStatus
lines_check_spec(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  Pattern pattern = {0};
  const RhumbStatus status = compile_spec(&pattern, spec, diag);
  free_pattern(&pattern);
  return status;
}

/// A pattern that is none has been reported
static RhumbStatus
lines_check(const RhumbSourceSpec *const spec,
            const RhumbStr reference,
            const RhumbLoc loc,
            const RhumbDiag *const diag)
{
  Pattern pattern = {0};
  size_t ignored = 0;
  RhumbStatus status = RHUMB_OK;
  if (compile(&pattern, spec->pattern, &ignored) == 0 &&
      names_of(&pattern).count && !name_twice(&pattern)) {
    status = find_group(&ignored, &pattern, reference, loc, diag);
  }
  free_pattern(&pattern);
  return status;
}

static RhumbStatus
lines_bind(RhumbSource *const source,
           const RhumbStr reference,
           const RhumbLoc loc,
           const RhumbDiag *const diag)
{
  Lines *const lines = (Lines *)source;
  size_t group = 0;
  RHUMB_TRY(find_group(&group, &lines->pattern, reference, loc, diag));
  RHUMB_PUSH(&lines->groups, group);
  RHUMB_PUSH(&lines->values, (RhumbValue){{"", 0}, RHUMB_VALUE_STRING});
  return RHUMB_OK;
}

// Lines ----------------------------------------------------------------------

/// Have the next line in the buffer, without its end
/// @return RHUMB_OK, RHUMB_END, or an error, reported.
static RhumbStatus
read_line(Lines *const lines, RhumbStr *const out, const RhumbDiag *const diag)
{
  RhumbInput *const input = &lines->input;
  input->pos += lines->taken;
  lines->taken = 0;
  for (;;) {
    const char *const start = input->data + input->pos;
    const size_t len = input->end - input->pos;
    const char *const end = len ? (const char *)memchr(start, '\n', len) : NULL;
    if (end || (input->at_end && len)) {
      *out = (RhumbStr){start, end ? (size_t)(end - start) : len};
      lines->taken = out->len + (end != NULL);
      out->len -= out->len && start[out->len - 1] == '\r';
      return RHUMB_OK;
    }
    if (input->at_end) {
      return RHUMB_END;
    }
    if (rhumb_input_is_full(input)) {
      return rhumb_fail(diag,
                        RHUMB_ERR_SYNTAX,
                        rhumb_source_loc(&lines->source),
                        "this line is longer than %zu MB",
                        RHUMB_MAX_INPUT_MB);
    }
    const RhumbStatus status = rhumb_input_fill(input, diag);
    if (status != RHUMB_OK && status != RHUMB_END) {
      return status;
    }
  }
}

static void
set_fields(Lines *const lines, const RhumbStr line)
{
  const PCRE2_SIZE *const ranges =
      pcre2_get_ovector_pointer(lines->pattern.data);
  for (size_t i = 0; i < lines->groups.count; ++i) {
    const PCRE2_SIZE start = ranges[2 * lines->groups.items[i]];
    const PCRE2_SIZE end = ranges[(2 * lines->groups.items[i]) + 1];
    const bool took_part = start != PCRE2_UNSET && start <= end;
    RhumbValue *const value = &lines->values.items[i];
    value->lexical =
        took_part ? rhumb_str_slice(line, start, end) : RHUMB_STR("");
    const bool is_null =
        !took_part || rhumb_source_is_null(lines->source.spec, value->lexical);
    lines->source.row[i] = (RhumbValues){value, !is_null};
  }
}

/// Match a line: RHUMB_OK; RHUMB_END: it makes no row; or an error, reported
static RhumbStatus
match(Lines *const lines, const RhumbStr line, const RhumbDiag *const diag)
{
  const RhumbLoc loc = rhumb_source_loc(&lines->source);
  if (!rhumb_utf8_valid(line, NULL)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_VALUE,
                      loc,
                      "this line is not UTF-8; if the file is in another "
                      "encoding, say so with \"encoding\"");
  }
  const int found = pcre2_match(lines->pattern.code,
                                (PCRE2_SPTR)line.data,
                                line.len,
                                0,
                                PCRE2_NO_UTF_CHECK,
                                lines->pattern.data,
                                lines->pattern.limits);
  if (found >= 0) {
    set_fields(lines, line);
    return RHUMB_OK;
  }
  if (found == PCRE2_ERROR_NOMATCH) {
    return RHUMB_END;
  }
  PCRE2_UCHAR why[128] = "";
  (void)pcre2_get_error_message(found, why, sizeof(why));
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "the pattern gives up on this line: %s",
                    (const char *)why);
}

/// Note a line that makes no row, unless it says nothing
static void
note_stray(Lines *const lines, const RhumbStr line)
{
  RhumbSourceLines *const strays = lines->source.strays;
  if (strays && rhumb_str_trim(line).len) {
    RHUMB_PUSH(strays, lines->source.address.line);
  }
}

static RhumbStatus
lines_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Lines *const lines = (Lines *)source;
  RhumbStatus status = RHUMB_END;
  ++source->address.record;
  while (status == RHUMB_END) {
    RhumbStr line = RHUMB_STR("");
    source->address.line = lines->next_line;
    RHUMB_TRY(read_line(lines, &line, diag));
    ++lines->next_line;
    source->address.position =
        rhumb_input_offset(&lines->input, lines->input.data + lines->input.pos);
    status = match(lines, line, diag);
    if (status == RHUMB_END) {
      note_stray(lines, line);
    }
  }
  return status;
}

static void
lines_close(RhumbSource *const source)
{
  Lines *const lines = (Lines *)source;
  rhumb_input_close(&lines->input);
  free_pattern(&lines->pattern);
  free(lines->groups.items);
  free(lines->values.items);
}

static RhumbStatus
lines_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  Lines *const lines = (Lines *)source;
  lines->next_line = 1;
  RHUMB_TRY(compile_spec(&lines->pattern, source->spec, diag));
  return rhumb_source_open_file(source, &lines->input, false, diag);
}

const RhumbSourceType rhumb_source_lines = {
    .name = "lines",
    .note = "lines of text that a regular expression matches",
    .row = "a line that the `pattern` matches",
    .reference = "a named group of the `pattern`",
    .names = "lines",
    .media_types = "text/plain",
    .iris = {RHUMB_OURS "Lines", RHUMB_OURS "Lines"},
    .class_iri = RHUMB_OURS "Lines",
    .has_pattern = true,
    .no_iterator = true,
    .check_spec = lines_check_spec,
    .check = lines_check,
    .size = sizeof(Lines),
    .open = lines_open,
    .bind = lines_bind,
    .next = lines_next,
    .close = lines_close,
};
