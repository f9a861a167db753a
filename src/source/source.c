// SPDX-License-Identifier: ISC

/// @file source.c  The table of source formats, and which of them a source is.

#include "source/source.h"

#include "base/hash.h"
#include "base/list.h"
#include "base/near.h"
#include "base/words.h"
#include "io/compression.h"
#include "io/path.h"
#include "io/pattern.h"
#include "source/operators.h"
#include "source/types.h"
#include "term/iri.h"
#include "term/vocabulary.h"

#include <stdlib.h>

enum {
  MAX_LISTED = 400, ///< Messages name columns up to so many bytes
};

#define ADDRESS(name) &rhumb_source_##name,
const RhumbSourceType *const rhumb_source_types[] = {RHUMB_SOURCE_TYPES(ADDRESS)
                                                         NULL};
static const RhumbSourceType *const operators[] = {
    RHUMB_SOURCE_OPERATORS(ADDRESS)};

// Formats that rules may name, and that are not read

const RhumbSourceType rhumb_source_sparql = {.name = "sparql",
                                             .note = "results of SPARQL",
                                             .names = "sparql sparql11",
                                             .queries = "sparql11",
                                             .types = "sparql"};

const RhumbSourceType rhumb_source_xquery = {
    .name = "xquery", .note = "XML, with XQuery", .names = "xquery"};

const RhumbSourceType rhumb_source_css3 = {
    .name = "css3", .note = "HTML, with selectors of CSS", .names = "css3"};

// Finding --------------------------------------------------------------------

static const char *
words_of(const RhumbSourceType *const type, const size_t words)
{
  return *(const char *const *)(const void *)((const char *)type + words);
}

const RhumbSourceType *
rhumb_source_find(const size_t words, const RhumbStr word)
{
  const RhumbSourceType *const *type = rhumb_source_types;
  while (*type && !rhumb_words_find(words_of(*type, words), word).len) {
    ++type;
  }
  return *type;
}

const RhumbSourceType *
rhumb_source_of_iri(const RhumbStr iri)
{
  for (const RhumbSourceType *const *type = rhumb_source_types; *type; ++type) {
    for (size_t i = 0; i < RHUMB_SOURCE_MAX_IRIS; ++i) {
      if ((*type)->iris[i] && rhumb_str_is(iri, (*type)->iris[i])) {
        return *type;
      }
    }
  }
  return NULL;
}

/// @param all Those of formats that are not read too
static const char *
gather_words(RhumbArena *const arena, const size_t words, const bool all)
{
  RhumbStr out = RHUMB_STR("");
  for (const RhumbSourceType *const *type = rhumb_source_types; *type; ++type) {
    const char *const some =
        all || (*type)->open ? words_of(*type, words) : NULL;
    out = some ? rhumb_str_format(arena, "%.*s %s", RHUMB_FMT(out), some) : out;
  }
  return out.data;
}

const char *
rhumb_source_words(RhumbArena *const arena, const size_t words)
{
  return gather_words(arena, words, true);
}

const char *
rhumb_source_read_words(RhumbArena *const arena, const size_t words)
{
  return gather_words(arena, words, false);
}

const char *
rhumb_source_list(RhumbArena *const arena,
                  const size_t words,
                  const char *const last)
{
  RhumbStr all = RHUMB_STR("");
  for (const RhumbSourceType *const *type = rhumb_source_types; *type; ++type) {
    const char *names =
        (*type)->open && words_of(*type, words) ? (*type)->names : NULL;
    const RhumbStr usual = rhumb_words_next(&names);
    all =
        rhumb_str_format(arena, "%.*s %.*s", RHUMB_FMT(all), RHUMB_FMT(usual));
  }
  return rhumb_words_list(arena, all.data, last);
}

// Settling -------------------------------------------------------------------

/// Return the format that the file's extension says, below its compression
static const RhumbSourceType *
guess(const RhumbStr access)
{
  const RhumbStr extension = rhumb_path_extension(rhumb_unpacked_path(access));
  return extension.len
             ? rhumb_source_find(RHUMB_SOURCE_WORDS(extensions), extension)
             : NULL;
}

/// Return how many wildcards of patterns are in a text
static size_t
count_wildcards(const RhumbStr text)
{
  size_t count = 0;
  for (size_t i = 0; i < text.len; ++i) {
    count += text.data[i] == '*' || text.data[i] == '?' ? 1U : 0U;
  }
  return count;
}

/// An address of a file is a path; of one on another machine, a remote file.
/// What is escaped in it stands for itself.
static void
settle_file(RhumbSourceSpec *const spec, RhumbArena *const arena)
{
  if (spec->type.len && !rhumb_str_is(spec->type, "localfile")) {
    return;
  }
  const size_t n_wildcards = count_wildcards(spec->access);
  spec->access = rhumb_iri_path(arena, spec->access);
  spec->is_one_file = spec->is_one_file || // Settled twice, it stays what it is
                      count_wildcards(spec->access) > n_wildcards;
  if ((!spec->type.len && rhumb_iri_web_scheme(spec->access)) ||
      rhumb_str_alike_at(spec->access, 0, RHUMB_STR("file:"))) {
    spec->type = RHUMB_STR("remotefile");
  }
}

void
rhumb_source_settle_text(RhumbSourceSpec *const spec)
{
  if (rhumb_words_find("tab \\t", spec->delimiter).len) {
    spec->delimiter = RHUMB_STR("\t");
  }
  if (spec->format && spec->format->delimiter && !spec->delimiter.len) {
    spec->delimiter = rhumb_str(spec->format->delimiter);
  }
}

bool
rhumb_source_settle(RhumbSourceSpec *const spec, RhumbArena *const arena)
{
  for (const RhumbSourceType *const *type = rhumb_source_types; *type; ++type) {
    if ((*type)->claims && (*type)->claims(spec)) {
      spec->format = *type;
    }
  }
  spec->format = spec->format ? spec->format : guess(spec->access);
  if (spec->format && spec->format->has_sheets && !spec->sheet.len) {
    spec->sheet = spec->iterator;
    spec->sheet_loc = spec->iterator_loc;
    spec->iterator = RHUMB_STR("");
  }
  if (!spec->format || !spec->format->is_database) {
    settle_file(spec, arena);
  }
  rhumb_source_settle_text(spec);
  return spec->format != NULL;
}

/// True for "x.tsv" and the like, packed or not
static bool
is_tsv(const RhumbStr path)
{
  return rhumb_str_alike(rhumb_path_extension(rhumb_unpacked_path(path)),
                         RHUMB_STR("tsv"));
}

/// Kinds of formats
enum {
  OF_CSV = 1U,
  OF_LINES = 2U,
  OF_SHEETS = 4U,
  OF_DATABASES = 8U,
  OF_OTHERS = 16U,
  OF_TEXT = OF_CSV | OF_LINES | OF_OTHERS,
};

/// What only some formats have a use for, each with the place where it is said
static const struct {
  const char *word;
  size_t loc;
  unsigned of; ///< Kinds of formats
} details[] = {
    {"delimiter", offsetof(RhumbSourceSpec, delimiter_loc), OF_CSV},
    {"quote", offsetof(RhumbSourceSpec, quote_loc), OF_CSV},
    {"comment", offsetof(RhumbSourceSpec, comment_loc), OF_CSV},
    {"encoding", offsetof(RhumbSourceSpec, encoding_loc), OF_TEXT},
    {"header", offsetof(RhumbSourceSpec, header_loc), OF_CSV | OF_SHEETS},
    {"\"ragged\"", offsetof(RhumbSourceSpec, ragged_loc), OF_CSV},
    {"pattern", offsetof(RhumbSourceSpec, pattern_loc), OF_LINES},
    {"sheet", offsetof(RhumbSourceSpec, sheet_loc), OF_SHEETS},
};

static unsigned
kind_of(const RhumbSourceType *const format)
{
  return format->has_sheets    ? OF_SHEETS
         : format->has_dialect ? OF_CSV
         : format->has_pattern ? OF_LINES
         : format->is_database ? OF_DATABASES
                               : OF_OTHERS;
}

/// Warn of what the rules say of other formats
static void
warn_of_idle(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  for (size_t i = 0; i < RHUMB_COUNT(details); ++i) {
    const RhumbLoc *const loc =
        (const RhumbLoc *)(const void *)((const char *)spec + details[i].loc);
    const bool is_used = (details[i].of & kind_of(spec->format)) != 0;
    if (loc->text && !is_used) {
      rhumb_warn(diag,
                 RHUMB_WARNING,
                 *loc,
                 "this %s says nothing: %s has none",
                 details[i].word,
                 spec->format->name);
    }
  }
}

RhumbLoc
rhumb_source_keep_loc(const RhumbSource *const source, RhumbArena *const arena)
{
  RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
  RhumbLoc loc = rhumb_source_loc(source);
  *text = (RhumbText){
      .name = rhumb_str_copy(arena, rhumb_str(source->address.text.name)).data};
  loc.text = text;
  return loc;
}

void
rhumb_source_review(RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbSourceType *const format = spec->format;
  if (format->no_iterator && spec->iterator.len) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               spec->iterator_loc,
               "this iterator says nothing: every %s is a row",
               format->is_database   ? "row of a table or query"
               : format->has_sheets  ? "row of the sheet"
               : format->has_pattern ? "line that the pattern matches"
                                     : "record of CSV");
  }
  warn_of_idle(spec, diag);
  if (kind_of(format) == OF_CSV && !spec->delimiter_loc.text &&
      !spec->delimiter.len && is_tsv(spec->access)) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               spec->access_loc,
               "the delimiter of this .tsv is taken to be a tab: the rules do "
               "not say it, as %s does",
               spec->in_rml ? "csvw:delimiter \"\\t\" in a csvw:dialect"
                            : "~tsv");
    spec->delimiter = RHUMB_STR("\t");
  }
}

RhumbStr
rhumb_source_datatype(const RhumbSourceSpec *const spec, const RhumbStr column)
{
  for (size_t i = 0; i + 1 < spec->n_datatypes; i += 2) {
    if (rhumb_str_equal(spec->datatypes[i], column)) {
      return spec->datatypes[i + 1];
    }
  }
  return RHUMB_STR("");
}

static bool
lists_equal(const RhumbStr *const a,
            const size_t n_a,
            const RhumbStr *const b,
            const size_t n_b)
{
  bool equal = n_a == n_b;
  for (size_t i = 0; equal && i < n_a; ++i) {
    equal = rhumb_str_equal(a[i], b[i]);
  }
  return equal;
}

bool
rhumb_source_equal(const RhumbSourceSpec *const a,
                   const RhumbSourceSpec *const b)
{
#define TEXT(name)   &&rhumb_str_equal(a->name, b->name)
#define LIST(name)   &&lists_equal(a->name, a->n_##name, b->name, b->n_##name)
#define FLAG(name)   &&a->name == b->name
#define NUMBER(name) &&a->name == b->name
  return a->format == b->format && a->view == b->view &&
         a->profile == b->profile RHUMB_SOURCE_FIELDS(TEXT, LIST, FLAG)
                           RHUMB_SOURCE_RARE(TEXT, LIST, FLAG, NUMBER);
#undef TEXT
#undef LIST
#undef FLAG
#undef NUMBER
}

static void
put_list(RhumbBuf *const out, const RhumbStr *const items, const size_t count)
{
  rhumb_buf_put_size(out, count);
  for (size_t i = 0; i < count; ++i) {
    rhumb_buf_put_part(out, items[i]);
  }
}

void
rhumb_source_put_key(RhumbBuf *const out, const RhumbSourceSpec *const spec)
{
  rhumb_buf_put_address(out, spec->format);
  rhumb_buf_put_address(out, spec->view);
  rhumb_buf_putc(out, (char)spec->profile);
#define TEXT(name)   rhumb_buf_put_part(out, spec->name);
#define LIST(name)   put_list(out, spec->name, spec->n_##name);
#define FLAG(name)   rhumb_buf_putc(out, (char)spec->name);
#define NUMBER(name) rhumb_buf_put_size(out, (size_t)spec->name);
  RHUMB_SOURCE_FIELDS(TEXT, LIST, FLAG)
  RHUMB_SOURCE_RARE(TEXT, LIST, FLAG, NUMBER)
#undef TEXT
#undef LIST
#undef FLAG
#undef NUMBER
}

/// The address of a database, without a user, a password and parameters; all
/// are between its scheme and its last "@", or behind "?"
static RhumbStr
public_address(const RhumbStr access)
{
  const RhumbStr address =
      rhumb_str_slice(access, 0, rhumb_str_index(access, '?'));
  return rhumb_str_from(address, rhumb_str_last(address, "@"));
}

/// Return the hash with the name and length of a field in it, if it says
/// anything: what rules do not say leaves the hash as it is, whichever fields
/// there are
static uint64_t
said(const char *const name, const size_t len, const uint64_t hash)
{
  return len ? rhumb_hash_number(len, rhumb_hash(rhumb_str(name), hash)) : hash;
}

uint64_t
rhumb_source_hash(const RhumbSourceSpec *const spec, const uint64_t seed)
{
  RhumbSourceSpec shown = *spec;
  shown.dir = shown.username = shown.password = RHUMB_STR("");
  if (spec->format->is_database) {
    shown.access = public_address(spec->access);
  }
  uint64_t hash = rhumb_hash(rhumb_str(spec->format->name), seed);
#define TEXT(name)                          \
  hash = said(#name, shown.name.len, hash); \
  if (shown.name.len) {                     \
    hash = rhumb_hash(shown.name, hash);    \
  }
#define LIST(name)                              \
  hash = said(#name, shown.n_##name, hash);     \
  for (size_t i = 0; i < shown.n_##name; ++i) { \
    hash = rhumb_hash(shown.name[i], hash);     \
  }
#define FLAG(name)   hash = said(#name, shown.name, hash);
#define NUMBER(name) hash = said(#name, shown.name, hash);
  RHUMB_SOURCE_FIELDS(TEXT, LIST, FLAG)
  RHUMB_SOURCE_RARE(TEXT, LIST, FLAG, NUMBER)
#undef TEXT
#undef LIST
#undef FLAG
#undef NUMBER
  return hash;
}

// Reading --------------------------------------------------------------------

static RhumbStatus
refuse(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_UNSUPPORTED,
                    spec->loc,
                    "no reader for the reference formulation \"%s\"",
                    spec->format->name);
}

/// Return what opens a source: the outermost operator on it, or its reader
static const RhumbSourceType *
opener_of(const RhumbSourceSpec *const spec)
{
  for (size_t i = 0; i < RHUMB_COUNT(operators); ++i) {
    if (operators[i]->claims(spec)) {
      return operators[i];
    }
  }
  return spec->format;
}

RhumbStatus
rhumb_source_open(RhumbSource **const out,
                  const RhumbSourceSpec *const spec,
                  const RhumbDiag *const diag)
{
  if (!spec->format->open) {
    return refuse(spec, diag);
  }
  const RhumbSourceType *const type = opener_of(spec);
  RhumbSource *const source = (RhumbSource *)rhumb_xrealloc(NULL, type->size);
  memset(source, 0, type->size);
  source->type = type;
  source->spec = spec;
  const RhumbStatus status = type->open(source, diag);
  if (status == RHUMB_OK) {
    *out = source;
  } else {
    rhumb_source_close(source);
  }
  return status;
}

/// Return the name that was probably meant, also by a reference that is written
/// as other formats have it: `$.name`, `./name`, `@name`, `name[*]`
static const char *
nearest_column(const RhumbStr reference, const char *const *const names)
{
  const char *const near = rhumb_near(reference, names);
  size_t start = 0;
  size_t end = reference.len;
  while (start < end && strchr("$@./['\"{", reference.data[start])) {
    ++start;
  }
  while (end > start && strchr("]'\"}*[", reference.data[end - 1])) {
    --end;
  }
  return near || start == end
             ? near
             : rhumb_near(rhumb_str_slice(reference, start, end), names);
}

RhumbStatus
rhumb_source_no_column(const char *const what,
                       const char *const *const names,
                       const char *const hint,
                       const RhumbStr reference,
                       const RhumbLoc loc,
                       const RhumbDiag *const diag)
{
  const char *const place =
      rhumb_str_is(reference, "#")
          ? "; the place of a row is asked of a level or of a field's rows, "
            "$(rows.#)"
          : "";
  RhumbBuf list = {0};
  for (size_t i = 0; names[i] && list.len <= MAX_LISTED; ++i) {
    rhumb_buf_format(&list, "%s\"%s\"", i ? ", " : "", names[i]);
  }
  const RhumbStatus status =
      rhumb_fail_near(diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      nearest_column(reference, names),
                      "%s has no column \"%.*s\"; its columns are %s%s%s%s",
                      what,
                      RHUMB_FMT(reference),
                      rhumb_buf_cstr(&list),
                      list.len > MAX_LISTED ? " …" : "",
                      hint,
                      place);
  rhumb_buf_free(&list);
  return status;
}

/// Report that what has no name is asked for it
static RhumbStatus
check_part(const RhumbSourceSpec *const spec,
           const RhumbFilePart *const part,
           const RhumbLoc loc,
           const RhumbDiag *const diag)
{
  const bool is_file =
      !spec->format->is_database && !rhumb_str_is(spec->access, "-");
  return is_file ? RHUMB_OK
                 : rhumb_fail(diag,
                              RHUMB_ERR_UNSUPPORTED,
                              loc,
                              "$(_%s) is of the name of a file, and %s has "
                              "none; a field called \"_%s\" is $(\\_%s)",
                              part->name,
                              spec->format->is_database ? "a database"
                                                        : "standard input",
                              part->name,
                              part->name);
}

RhumbStatus
rhumb_source_check(const RhumbSourceSpec *const spec,
                   const RhumbStr reference,
                   const RhumbLoc loc,
                   const RhumbDiag *const diag)
{
  const RhumbFilePart *const part = rhumb_file_part_of(reference);
  if (part) {
    return check_part(spec, part, loc, diag);
  }
  return spec->format->check ? spec->format->check(spec, reference, loc, diag)
                             : RHUMB_OK;
}

/// Check what rules say of newest records
static RhumbStatus
check_newest(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbLoc loc = spec->newest_locs[0];
  if (spec->format->is_database) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      loc,
                      "the newest rows of a database are found by its query, "
                      "not by \"newest\"");
  }
  if (!rhumb_source_is_there_again(spec)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      loc,
                      "what is the newest is known when all has been read, and "
                      "%s can be read once; write it to a file first, or have "
                      "--memory keep it",
                      rhumb_source_pipe_name(spec));
  }
  RhumbStatus status = rhumb_source_check(
      spec, spec->newest_of, spec->newest_locs[spec->n_newest_by], diag);
  for (size_t i = 0; i < spec->n_newest_by; ++i) {
    RHUMB_KEEP(status,
               rhumb_source_check(
                   spec, spec->newest_by[i], spec->newest_locs[i], diag));
  }
  return status;
}

RhumbStatus
rhumb_source_check_spec(const RhumbSourceSpec *const spec,
                        const RhumbDiag *const diag)
{
  const RhumbSourceType *const format = spec->format;
  if (!format->open) {
    return refuse(spec, diag);
  }
  if (spec->n_newest_by) {
    RHUMB_TRY(check_newest(spec, diag));
  }
  return format->check_spec ? format->check_spec(spec, diag)
         : spec->iterator.len
             ? rhumb_source_check(
                   spec, spec->iterator, spec->iterator_loc, diag)
             : RHUMB_OK;
}

RhumbStatus
rhumb_source_bind(RhumbSource *const source,
                  const RhumbStr reference,
                  const RhumbLoc loc,
                  size_t *const field,
                  const RhumbDiag *const diag)
{
  const size_t next = source->references.count;
  const uint32_t known = rhumb_table_find(&source->references, reference);
  *field = known;
  if (known == RHUMB_TABLE_NONE) {
    RHUMB_TRY(source->type->bind(source, reference, loc, diag));
    *field = rhumb_table_add(&source->references, reference);
    source->row = (RhumbValues *)rhumb_xrealloc(
        source->row, (next + 1) * sizeof(RhumbValues));
    source->row[next] = (RhumbValues){0};
  }
  return RHUMB_OK;
}

void
rhumb_source_close(RhumbSource *const source)
{
  if (source) {
    source->type->close(source);
    if (!source->whole) {
      rhumb_table_free(&source->references);
    }
    free(source->row);
    free(source);
  }
}
