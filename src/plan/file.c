// SPDX-License-Identifier: ISC

/// @file file.c  Files that functions name in their constant arguments: parts
/// of the rules, read with them.

#include "plan/plan_impl.h"

#include "base/utf8.h"
#include "io/file.h"
#include "io/path.h"

/// The arguments of a function that has columns of a file
enum { FROM = 2, TO = 3, DELIMITER = 4 };

/// A function whose file is being read
typedef struct {
  RhumbCompiler *compiler;
  const RhumbPlanCall *call;
  RhumbStr dir; ///< What a relative path starts from
  RhumbFunctionFile *out;
  RhumbStatus status; ///< Of the first mistake
} Reading;

/// Report a mistake in the argument at `loc`, and keep it
#define FAIL(reading, ...)      \
  RHUMB_KEEP((reading)->status, \
             rhumb_fail((reading)->compiler->diag, __VA_ARGS__))

/// Return the text of the argument for `parameter`, which must be a constant;
/// NULL if there is none. `loc` is its place, or else that of the function.
static RhumbStr
constant(Reading *const reading, const size_t parameter, RhumbLoc *const loc)
{
  const RhumbPlanCall *const call = reading->call;
  *loc = call->loc;
  for (size_t i = 0; i < call->n_arguments; ++i) {
    const RhumbPlanValue *const value = &call->arguments[i].value;
    if (call->arguments[i].parameter == parameter) {
      *loc = value->loc;
      if (value->kind == RHUMB_VALUE_CONSTANT) {
        return value->constant.text;
      }
      FAIL(reading,
           RHUMB_ERR_UNSUPPORTED,
           value->loc,
           "the %s of %s must be a constant: the file belongs to the rules, "
           "and data names none",
           call->type->parameters[parameter].name,
           call->type->names[0]);
    }
  }
  return (RhumbStr){NULL, 0};
}

static RhumbStr
read_path(Reading *const reading, RhumbLoc *const loc)
{
  const int parameter = rhumb_function_path(reading->call->type);
  return constant(reading, (size_t)parameter, loc);
}

static bool
check_path(Reading *const reading, const RhumbStr path, const RhumbLoc loc)
{
  if (reading->status == RHUMB_OK && (!path.len || rhumb_str_is(path, "-"))) {
    FAIL(reading,
         RHUMB_ERR_SYNTAX,
         loc,
         "a file that belongs to the rules has a name, and is not standard "
         "input");
  }
  return reading->status == RHUMB_OK;
}

static void
read_text(Reading *const reading)
{
  RhumbLoc loc = {0};
  const RhumbText *text = NULL;
  RhumbArena *const arena = reading->compiler->arena;
  const RhumbStr path = read_path(reading, &loc);
  if (!check_path(reading, path, loc)) {
    return;
  }
  reading->status =
      rhumb_file_read(&text,
                      arena,
                      rhumb_path_join(arena, reading->dir, path).data,
                      loc,
                      reading->compiler->diag);
  if (reading->status != RHUMB_OK) {
    return;
  }
  reading->out->text = text->text;
  if (!rhumb_utf8_valid(text->text, NULL)) {
    FAIL(reading,
         RHUMB_ERR_SYNTAX,
         loc,
         "the file \"%.*s\" is not UTF-8",
         RHUMB_FMT(path));
  }
}

/// Ask for the column whose number, from 0, is the argument for `parameter`
static void
bind_column(Reading *const reading,
            RhumbSource *const source,
            const size_t parameter,
            size_t *const field)
{
  RhumbLoc loc = {0};
  uint64_t number = 0;
  const RhumbStr text = constant(reading, parameter, &loc);
  if (reading->status != RHUMB_OK) {
    return;
  }
  if (!rhumb_str_number(rhumb_str_trim(text), UINT32_MAX, &number)) {
    FAIL(reading,
         RHUMB_ERR_SYNTAX,
         loc,
         "\"%.*s\" is no number of a column; the first is 0",
         RHUMB_FMT(text));
    return;
  }
  const RhumbStr name = rhumb_str_format(
      reading->compiler->arena, "%llu", (unsigned long long)number + 1);
  reading->status =
      rhumb_source_bind(source, name, loc, field, reading->compiler->diag);
  if (reading->status != RHUMB_OK) {
    rhumb_warn(reading->compiler->diag,
               RHUMB_NOTE,
               loc,
               "%s counts columns from 0, so this is column %.*s",
               reading->call->type->names[0],
               RHUMB_FMT(name));
  }
}

/// Return the one text of a cell; empty: none
static RhumbStr
cell(const RhumbSource *const source, const size_t field)
{
  const RhumbValues values = source->row[field];
  return values.count == 1 ? values.items[0].lexical : RHUMB_STR("");
}

/// Keep the rows of which each is the first with its key
static void
read_rows(Reading *const reading, RhumbSource *const source)
{
  RHUMB_LIST(RhumbFileRow) rows = {0};
  RhumbArena *const arena = reading->compiler->arena;
  RhumbLookup *const keys = &reading->out->keys;
  size_t from = 0;
  size_t to = 0;
  bind_column(reading, source, FROM, &from);
  bind_column(reading, source, TO, &to);
  while (reading->status == RHUMB_OK) {
    reading->status = rhumb_source_next(source, reading->compiler->diag);
    const RhumbStr key =
        reading->status == RHUMB_OK ? cell(source, from) : RHUMB_STR("");
    if (key.len &&
        !rhumb_lookup_find(keys, rows.items, sizeof(*rows.items), key)) {
      const RhumbFileRow row = {rhumb_str_copy(arena, key),
                                rhumb_str_copy(arena, cell(source, to))};
      RHUMB_PUSH_IN(arena, &rows, row);
      rhumb_lookup_add(
          keys, arena, rows.items, rows.count, sizeof(*rows.items));
    }
  }
  reading->status = reading->status == RHUMB_END ? RHUMB_OK : reading->status;
  reading->out->rows = rows.items;
}

static void
read_columns(Reading *const reading)
{
  RhumbLoc loc = {0};
  RhumbLoc delimiter_loc = {0};
  RhumbSource *source = NULL;
  RhumbSourceSpec *const spec =
      RHUMB_NEW(reading->compiler->arena, RhumbSourceSpec, 1);
  const RhumbStr path = read_path(reading, &loc);
  const RhumbStr delimiter = constant(reading, DELIMITER, &delimiter_loc);
  if (!check_path(reading, path, loc)) {
    return;
  }
  *spec = (RhumbSourceSpec){
      .profile = RHUMB_CLASSIC,
      .format = rhumb_source_find(RHUMB_SOURCE_WORDS(names), RHUMB_STR("csv")),
      .dir = reading->dir,
      .access = path,
      .delimiter = delimiter,
      .delimiter_loc = delimiter.data ? delimiter_loc : (RhumbLoc){0},
      .no_header = true,
      .loc = loc,
      .access_loc = loc,
      .iterator_loc = loc};
  (void)rhumb_source_settle(spec, reading->compiler->arena);
  reading->status = rhumb_source_open(&source, spec, reading->compiler->diag);
  if (reading->status == RHUMB_OK) {
    read_rows(reading, source);
  }
  rhumb_source_close(source);
}

const RhumbFunctionFile *
rhumb_compile_file(RhumbCompiler *const compiler,
                   const RhumbPlanCall *const call,
                   const RhumbStr dir)
{
  if (call->type->file == RHUMB_FILE_NONE) {
    return NULL;
  }
  Reading reading = {.compiler = compiler,
                     .call = call,
                     .dir = dir,
                     .out = RHUMB_NEW(compiler->arena, RhumbFunctionFile, 1)};
  if (call->type->file == RHUMB_FILE_TEXT) {
    read_text(&reading);
  } else {
    read_columns(&reading);
  }
  rhumb_compile_keep(compiler, reading.status);
  return reading.out;
}
