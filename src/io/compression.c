// SPDX-License-Identifier: ISC

/// @file compression.c  The table of compressions.

#include "io/compression_impl.h"

#include "base/list.h"
#include "base/words.h"
#include "io/path.h"

#include <archive.h>

/// Small enough for a thread each, and large enough that none is noticed: files
/// of a gzip or bzip2 in such pieces are no larger by more than one percent. Of
/// xz, which looks back further, they would be by a quarter.
#define PIECE ((size_t)1024 * 1024)

// clang-format off
static const RhumbCompression compressions[] = {
  {"gzip",  NULL,      {".gz", 3},     {0},         {"\x1F\x8B", 2},       {0},           {0},                 RHUMB_BY_ZLIB,   false, NULL,                              archive_write_add_filter_gzip, PIECE},
  {"bzip2", NULL,      {".bz2", 4},    {0},         {"BZh", 3},            {"1AY&SY", 6}, {"\x17rE8P\x90", 6}, RHUMB_BY_STREAM, false, archive_read_support_filter_bzip2, archive_write_add_filter_bzip2, PIECE},
  {"xz",    NULL,      {".xz", 3},     {0},         {"\xFD\x37zXZ\0", 6}, {0},           {0},                 RHUMB_BY_STREAM, false, archive_read_support_filter_xz,    archive_write_add_filter_xz, 0},
  {"zip",   NULL,      {".zip", 4},    {0},         {"PK\x03\x04", 4},     {0},           {0},                 RHUMB_BY_MEMBER, false, NULL,                              archive_write_set_format_zip, 0},
  {"targz", "targzip", {".tar.gz", 7}, {".tgz", 4}, {"\x1F\x8B", 2},       {0},           {0},                 RHUMB_BY_ZLIB,   true,  NULL,                              archive_write_add_filter_gzip, 0},
  {"tarxz", NULL,      {".tar.xz", 7}, {".txz", 4}, {"\xFD\x37zXZ\0", 6}, {0},           {0},                 RHUMB_BY_STREAM, true,  archive_read_support_filter_xz,    archive_write_add_filter_xz, 0},
  {.name = "none"},
};

/// What stands behind the names of files that other programs pack
static const char packed_elsewhere[] =
    "7z arj br brotli bz cab cpio gzip lha lrz lz lz4 lzh lzma lzo rar sz tar taz tbz tbz2 tlz tz2 tzo tzst z zst zstd";
// clang-format on

/// Return the row that is called so, or NULL
static const RhumbCompression *
row_named(const RhumbStr name)
{
  for (size_t i = 0; i < RHUMB_COUNT(compressions); ++i) {
    const RhumbCompression *const row = &compressions[i];
    if (rhumb_str_is(name, row->name) ||
        (row->also && rhumb_str_is(name, row->also))) {
      return row;
    }
  }
  return NULL;
}

const char *
rhumb_compression_words(RhumbArena *const arena)
{
  RhumbBuf words = {0};
  for (size_t i = 0; i < RHUMB_COUNT(compressions); ++i) {
    const RhumbCompression *const row = &compressions[i];
    rhumb_buf_format(&words, " %s", row->name);
    if (row->also) {
      rhumb_buf_format(&words, " %s", row->also);
    }
    if (row->extension.len &&
        !rhumb_str_is(rhumb_str_from(row->extension, 1), row->name)) {
      rhumb_buf_format(&words, " %s", row->extension.data + 1);
    }
    if (row->short_extension.len) {
      rhumb_buf_format(&words, " %s", row->short_extension.data + 1);
    }
  }
  return rhumb_buf_keep(&words, arena).data;
}

const char *
rhumb_compression_near(RhumbArena *const arena, const RhumbStr word)
{
  return rhumb_words_near(arena, rhumb_compression_words(arena), word);
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
  const RhumbCompression *const row = row_named(name);
  *out = row && row->reader ? row : NULL;
  if (*out || !name.len || rhumb_str_is(name, "none")) {
    return RHUMB_OK;
  }
  RhumbArena arena = {0};
  const RhumbStatus status =
      rhumb_fail_near(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      loc,
                      rhumb_compression_near(&arena, name),
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
    rhumb_buf_format(out, " %s", compressions[i].name);
  }
}

bool
rhumb_compression_is_archive(const RhumbStr name)
{
  const RhumbCompression *const row = row_named(name);
  return row && (row->is_tar || row->reader == RHUMB_BY_MEMBER);
}

RhumbStr
rhumb_compression_extension(const RhumbStr name)
{
  const RhumbCompression *const row = row_named(name);
  return row ? row->extension : RHUMB_STR("");
}

/// True if `word` is an end of names of files, without its dot
static bool
is_end(const RhumbStr end, const RhumbStr word)
{
  return end.len && rhumb_str_alike(rhumb_str_from(end, 1), word);
}

/// True if `word` is what the row, or the end of its files' names, is called
static bool
is_word(const RhumbCompression *const row, const RhumbStr word)
{
  return rhumb_str_alike(rhumb_str(row->name), word) ||
         (row->also && rhumb_str_alike(rhumb_str(row->also), word)) ||
         is_end(row->extension, word) || is_end(row->short_extension, word);
}

RhumbStr
rhumb_compression_named(const RhumbStr word)
{
  for (size_t i = 0; i < RHUMB_COUNT(compressions); ++i) {
    const RhumbCompression *const row = &compressions[i];
    if (is_word(row, word)) {
      return rhumb_str(row->name);
    }
  }
  return RHUMB_STR("");
}

/// True if the name of `path` ends so, and is more than that
static bool
has_end(const RhumbStr path, const RhumbStr end)
{
  const RhumbStr name = rhumb_path_name(path);
  return end.len && name.len > end.len &&
         rhumb_str_alike(rhumb_str_from(name, name.len - end.len), end);
}

/// What the end of a name says
typedef struct {
  const RhumbCompression *row; ///< NULL: nothing
  size_t len;                  ///< Of the end
} End;

/// Find the longest end of `path` that says a compression
static End
end_of(const RhumbStr path)
{
  End found = {NULL, 0};
  for (const RhumbCompression *row = compressions; row->reader; ++row) {
    const RhumbStr ends[] = {row->extension, row->short_extension};
    for (size_t i = 0; i < RHUMB_COUNT(ends); ++i) {
      if (has_end(path, ends[i]) && ends[i].len > found.len) {
        found = (End){row, ends[i].len};
      }
    }
  }
  return found;
}

RhumbStr
rhumb_path_compression(const RhumbStr path)
{
  const RhumbCompression *const row = end_of(path).row;
  return row ? rhumb_str(row->name) : RHUMB_STR("");
}

RhumbStr
rhumb_unpacked_path(const RhumbStr path)
{
  return rhumb_str_slice(path, 0, path.len - end_of(path).len);
}

RhumbStr
rhumb_path_packed_elsewhere(const RhumbStr path)
{
  const RhumbStr end = rhumb_path_extension(rhumb_unpacked_path(path));
  return rhumb_words_find(packed_elsewhere, end).len ? end : RHUMB_STR("");
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
  const RhumbStr later = rhumb_str_from(head, head.len < 4 ? head.len : 4);
  return rhumb_str_starts(head, compression->start) &&
         (!compression->later.len ||
          rhumb_str_starts(later, compression->later) ||
          rhumb_str_starts(later, compression->at_once));
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
