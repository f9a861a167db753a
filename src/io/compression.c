// SPDX-License-Identifier: ISC

/// @file compression.c  The table of compressions.

#include "io/compression_impl.h"

#include "base/list.h"
#include "base/words.h"
#include "io/path.h"

#include <archive.h>

// clang-format off
static const RhumbCompression compressions[] = {
  {"gzip",  {".gz", 3},  {"\x1F\x8B", 2},       {0},           RHUMB_BY_ZLIB,   NULL,                              archive_write_add_filter_gzip},
  {"bzip2", {".bz2", 4}, {"BZh", 3},            {"1AY&SY", 6}, RHUMB_BY_STREAM, archive_read_support_filter_bzip2, archive_write_add_filter_bzip2},
  {"xz",    {".xz", 3},  {"\xFD\x37zXZ\0", 6}, {0},           RHUMB_BY_STREAM, archive_read_support_filter_xz,    archive_write_add_filter_xz},
  {"zip",   {".zip", 4}, {"PK\x03\x04", 4},     {0},           RHUMB_BY_MEMBER, NULL,                              archive_write_set_format_zip},
  {.name = "none"},
  {.name = "targzip"}, // Words of RML that rules may say, and that are refused
  {.name = "tarxz"},
};
// clang-format on

/// True if files can be written so, or as they are
static bool
is_written(const RhumbCompression *const row)
{
  return row->reader || strcmp(row->name, "none") == 0;
}

/// Return the words for the rows: names, and the extensions that differ
static const char *
words_of(RhumbArena *const arena, const bool with_refused)
{
  RhumbBuf words = {0};
  for (size_t i = 0; i < RHUMB_COUNT(compressions); ++i) {
    const RhumbCompression *const row = &compressions[i];
    if (!with_refused && !is_written(row)) {
      continue;
    }
    rhumb_buf_format(&words, " %s", row->name);
    if (row->extension.len &&
        !rhumb_str_is(rhumb_str_from(row->extension, 1), row->name)) {
      rhumb_buf_format(&words, " %s", row->extension.data + 1);
    }
  }
  return rhumb_buf_keep(&words, arena).data;
}

const char *
rhumb_compression_words(RhumbArena *const arena)
{
  return words_of(arena, true);
}

const char *
rhumb_compression_near(RhumbArena *const arena, const RhumbStr word)
{
  return rhumb_words_near(arena, words_of(arena, false), word);
}

const char *
rhumb_compression_list(RhumbArena *const arena, const char *const last)
{
  RhumbBuf names = {0};
  rhumb_compressions_put(&names);
  const char *const list =
      rhumb_words_list(arena, rhumb_buf_cstr(&names), last);
  rhumb_buf_free(&names);
  return list;
}

const char *
rhumb_compression_ends(RhumbArena *const arena, const char *const last)
{
  const char *ends = "";
  for (const RhumbCompression *row = compressions; row->reader; ++row) {
    ends = rhumb_str_format(arena, "%s %s", ends, row->extension.data).data;
  }
  return rhumb_words_list(arena, ends, last);
}

RhumbStatus
rhumb_compression_find(const RhumbCompression **const out,
                       const RhumbStr name,
                       const RhumbLoc loc,
                       const RhumbDiag *const diag)
{
  const RhumbCompression *const row =
      (const RhumbCompression *)RHUMB_ROW(compressions, name);
  *out = row && row->reader ? row : NULL;
  if (*out || !name.len || rhumb_str_is(name, "none")) {
    return RHUMB_OK;
  }
  RhumbArena arena = {0};
  const RhumbStatus status =
      rhumb_fail_near(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      loc,
                      row ? NULL : rhumb_compression_near(&arena, name),
                      "unknown compression \"%.*s\"; there are %s",
                      RHUMB_FMT(name),
                      rhumb_compression_list(&arena, "and"));
  rhumb_arena_free(&arena);
  return status;
}

void
rhumb_compressions_put(RhumbBuf *const out)
{
  for (size_t i = 0; i < RHUMB_COUNT(compressions); ++i) {
    if (is_written(&compressions[i])) {
      rhumb_buf_format(out, " %s", compressions[i].name);
    }
  }
}

RhumbStr
rhumb_compression_extension(const RhumbStr name)
{
  const RhumbCompression *const row =
      (const RhumbCompression *)RHUMB_ROW(compressions, name);
  return row ? row->extension : RHUMB_STR("");
}

/// True if `extension` is that of the row's files
static bool
is_extension(const RhumbCompression *const row, const RhumbStr extension)
{
  return row->extension.len &&
         rhumb_str_alike(rhumb_str_from(row->extension, 1), extension);
}

RhumbStr
rhumb_compression_named(const RhumbStr word)
{
  for (size_t i = 0; i < RHUMB_COUNT(compressions); ++i) {
    const RhumbCompression *const row = &compressions[i];
    if (is_written(row) && (rhumb_str_alike(rhumb_str(row->name), word) ||
                            is_extension(row, word))) {
      return rhumb_str(row->name);
    }
  }
  return RHUMB_STR("");
}

/// The row whose extension `path` has; one without a reader if none has it
static const RhumbCompression *
row_of_path(const RhumbStr path)
{
  const RhumbStr extension = rhumb_path_extension(path);
  const RhumbCompression *row = compressions;
  while (row->reader && !is_extension(row, extension)) {
    ++row;
  }
  return row;
}

RhumbStr
rhumb_path_compression(const RhumbStr path)
{
  const RhumbCompression *const row = row_of_path(path);
  return row->reader ? rhumb_str(row->name) : RHUMB_STR("");
}

RhumbStr
rhumb_unpacked_path(const RhumbStr path)
{
  return rhumb_str_slice(path, 0, path.len - row_of_path(path)->extension.len);
}

bool
rhumb_is_packed_twice(const RhumbStr path)
{
  return rhumb_path_compression(path).len &&
         rhumb_path_compression(rhumb_unpacked_path(path)).len;
}

static bool
has_start(const RhumbCompression *const compression, const RhumbStr head)
{
  return rhumb_str_starts(head, compression->start) &&
         (!compression->later.len ||
          (head.len > 4 &&
           rhumb_str_starts(rhumb_str_from(head, 4), compression->later)));
}

const RhumbCompression *
rhumb_compression_of(const RhumbStr head)
{
  const RhumbCompression *row = compressions;
  while (row->reader && !has_start(row, head)) {
    ++row;
  }
  return row->reader ? row : NULL;
}

/// What libarchive says, and what it means
typedef struct {
  const char *text, *meaning;
} Meaning;

static const Meaning meanings[] = {
    {"Lzma library error:  No progress is possible",
     "it breaks off, or something else stands behind its end"},
};

RhumbStatus
rhumb_unpack_fail(const RhumbInput *const input,
                  const char *const kind,
                  const char *const why,
                  const RhumbDiag *const diag)
{
  const Meaning *const known =
      why ? (const Meaning *)RHUMB_ROW(meanings, rhumb_str(why)) : NULL;
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_input_loc(input),
                    "the %s file is damaged: %s",
                    kind,
                    known ? known->meaning
                    : why ? why
                          : "libarchive does not say how");
}
