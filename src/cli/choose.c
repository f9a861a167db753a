// SPDX-License-Identifier: ISC

/// @file choose.c  Which format -f, or a file's name, asks for.

#include "cli/choose.h"

#include "base/list.h"
#include "base/words.h"
#include "cli/options.h"
#include "io/compression.h"
#include "io/path.h"

/// Append what export writes without -f
static void
put_exported(RhumbBuf *const out)
{
  rhumb_buf_puts(out, "; without -f:");
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (s->is_exported) {
      rhumb_buf_format(out, " %s", s->name);
    }
  }
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    if (p->is_exported) {
      rhumb_buf_format(out, " %s", p->name);
    }
  }
}

void
rhumb_put_formats(RhumbBuf *const out, const unsigned tables)
{
  if (tables & RHUMB_SYNTAXES) {
    rhumb_buf_putc(out, ' ');
    rhumb_syntaxes_put(out, " ", false);
  }
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    if (tables & RHUMB_PICTURES) {
      rhumb_buf_format(out, " %s", p->name);
    }
  }
  if (tables & RHUMB_COMPRESSIONS) {
    rhumb_compressions_put(out);
  }
  if (tables & RHUMB_EXPORTED) {
    put_exported(out);
  }
}

/// Return the word for a format that `name` was probably meant for, or NULL
static const char *
near(RhumbArena *const arena, const unsigned tables, const RhumbStr name)
{
  RhumbBuf words = {0};
  if (tables & RHUMB_SYNTAXES) {
    rhumb_syntaxes_put_words(&words);
  }
  rhumb_put_formats(&words, tables & ~(unsigned)RHUMB_SYNTAXES);
  const char *const found =
      rhumb_words_near(arena, rhumb_buf_cstr(&words), name);
  rhumb_buf_free(&words);
  return found;
}

/// Set `out` to what the tables have under a name, or as a path says it; false
/// if they have none of it
static bool
find(RhumbFormat *const out,
     const unsigned tables,
     const RhumbStr text,
     const bool is_path)
{
  const RhumbStr bare = rhumb_unpacked_path(text);
  if (tables & RHUMB_SYNTAXES) {
    out->syntax =
        is_path ? rhumb_syntax_of_path(text) : rhumb_syntax_find(bare);
  }
  if (tables & RHUMB_PICTURES) {
    out->picture =
        is_path ? rhumb_picture_of_path(bare) : rhumb_picture_find(bare);
  }
  out->syntax = rhumb_syntax_written(out->syntax);
  if (out->syntax && !out->syntax->writer) {
    out->syntax = NULL;
  }
  return out->syntax || out->picture;
}

/// What is wrong with a name or a path that says no format, and what would be
/// right
typedef struct {
  const char *text;  ///< As the user wrote it
  bool is_path;      ///< Of -o, and not of -f
  RhumbStr bare;     ///< Without its last extension
  const char *near;  ///< The word that was probably meant, or NULL
  const char *names; ///< Of the formats that there are
  const char *ends;  ///< Of those that compress
} Unknown;

/// Report a format with an end behind it that does not compress: "nt.zst"
static RhumbStatus
refuse_end(const Unknown *const unknown, const RhumbDiag *const diag)
{
  return RHUMB_FAIL_USAGE(diag,
                          NULL,
                          unknown->is_path
                              ? "the name \"%s\" says no format that this "
                                "command writes; what compresses ends with %s, "
                                "behind \"%.*s\""
                              : "unknown format \"%s\"; what compresses ends "
                                "with %s, behind \"%.*s\"",
                          unknown->text,
                          unknown->ends,
                          RHUMB_FMT(unknown->bare));
}

static RhumbStatus
refuse_format(const Unknown *const unknown, const RhumbDiag *const diag)
{
  return RHUMB_FAIL_USAGE(diag,
                          unknown->near,
                          unknown->is_path
                              ? "the name \"%s\" says no format that this "
                                "command writes: give -f, one of%s"
                              : "unknown format \"%s\"; there are%s",
                          unknown->text,
                          unknown->names);
}

/// Report that neither the name nor, without one, the path says a format
static RhumbStatus
refuse(const RhumbWish *const wish, const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  RhumbBuf known = {0};
  RhumbFormat found = {0};
  const bool is_path = !wish->name;
  const char *const text = is_path ? wish->path : wish->name;
  const RhumbStr bare = rhumb_unpacked_path(rhumb_str(text));
  const RhumbStr end = rhumb_path_extension(rhumb_str(text));
  rhumb_put_formats(&known, wish->tables);
  const Unknown unknown = {
      .text = text,
      .is_path = is_path,
      .bare = rhumb_str_slice(
          rhumb_str(text), 0, strlen(text) - end.len - (end.len > 0)),
      .near = near(
          &arena, wish->tables, is_path ? rhumb_path_extension(bare) : bare),
      .names = rhumb_buf_cstr(&known),
      .ends = rhumb_compression_ends(&arena, "or"),
  };
  const bool is_end =
      end.len && find(&found, wish->tables, unknown.bare, is_path);
  const RhumbStatus status =
      is_end ? refuse_end(&unknown, diag) : refuse_format(&unknown, diag);
  rhumb_buf_free(&known);
  rhumb_arena_free(&arena);
  return status;
}

static RhumbStatus
refuse_compression(const char *const name, const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  const RhumbStatus status =
      RHUMB_FAIL_USAGE(diag,
                       rhumb_compression_near(&arena, rhumb_str(name)),
                       "--compress %s: write %s",
                       name,
                       rhumb_compression_list(&arena, "or"));
  rhumb_arena_free(&arena);
  return status;
}

/// Set `out` to the compression that the wish's words say, all in one voice
static RhumbStatus
choose_compression(RhumbStr *const out,
                   const RhumbWish *const wish,
                   const RhumbDiag *const diag)
{
  const struct {
    const char *option, *text;
    RhumbStr says;
  } words[] = {
      {"-f", wish->name, rhumb_path_compression(rhumb_str(wish->name))},
      {"-o", wish->path, rhumb_path_compression(rhumb_str(wish->path))},
      {"--compress",
       wish->compression,
       rhumb_compression_named(rhumb_str(wish->compression))},
  };
  size_t first = 0;
  for (size_t i = 0; i < RHUMB_COUNT(words); ++i) {
    first = words[first].says.len ? first : i;
    if (words[i].says.len &&
        !rhumb_str_equal(words[i].says, words[first].says)) {
      return RHUMB_FAIL_USAGE(diag,
                              NULL,
                              "%s %s says %.*s, and %s %s says %.*s; write one "
                              "of them",
                              words[first].option,
                              words[first].text,
                              RHUMB_FMT(words[first].says),
                              words[i].option,
                              words[i].text,
                              RHUMB_FMT(words[i].says));
    }
  }
  *out = words[first].says;
  return RHUMB_OK;
}

static RhumbStatus
check_packed_once(const char *const option,
                  const char *const name,
                  const RhumbDiag *const diag)
{
  const RhumbStr text = rhumb_str(name);
  return rhumb_is_packed_twice(text)
             ? RHUMB_FAIL_USAGE(diag,
                                NULL,
                                "%s %s says two compressions, and a file is "
                                "compressed once; write %.*s",
                                option,
                                name,
                                RHUMB_FMT(rhumb_unpacked_path(text)))
             : RHUMB_OK;
}

RhumbStatus
rhumb_check_packing(const char *const path, const RhumbDiag *const diag)
{
  RHUMB_TRY(check_packed_once("-o", path, diag));
  const RhumbStr end = rhumb_path_packed_elsewhere(rhumb_str(path));
  if (!end.len) {
    return RHUMB_OK;
  }
  RhumbArena arena = {0};
  const RhumbStatus status =
      RHUMB_FAIL_USAGE(diag,
                       NULL,
                       "-o %s is a .%.*s by its name, which rhumb does not "
                       "write; what compresses ends with %s",
                       path,
                       RHUMB_FMT(end),
                       rhumb_compression_ends(&arena, "or"));
  rhumb_arena_free(&arena);
  return status;
}

RhumbStatus
rhumb_choose_format(RhumbFormat *const out,
                    const RhumbWish *const wish,
                    const RhumbDiag *const diag)
{
  const RhumbStr path = rhumb_unpacked_path(rhumb_str(wish->path));
  RhumbWish rest = *wish;
  *out = (RhumbFormat){.word = wish->name};
  RHUMB_TRY(check_packed_once("-f", wish->name, diag));
  RHUMB_TRY(rhumb_check_packing(wish->path, diag));
  const bool is_path = !wish->name;
  const RhumbStr text = rhumb_str(is_path ? wish->path : wish->name);
  if (!find(out, wish->tables, text, is_path) &&
      (!is_path || rhumb_path_extension(path).len)) {
    return refuse(wish, diag);
  }
  if (wish->compression &&
      !rhumb_compression_named(rhumb_str(wish->compression)).len) {
    return refuse_compression(wish->compression, diag);
  }
  rest.compression = out->picture ? NULL : wish->compression;
  return choose_compression(&out->compression, &rest, diag);
}
