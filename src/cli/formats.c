// SPDX-License-Identifier: ISC

/// @file formats.c  rhumb formats: the tables of sources, syntaxes, pictures.

#include "base/words.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "view/view.h"

// For people -------------------------------------------------------------

static void
put_row(RhumbBuf *const out,
        const char *const names,
        const char *extensions,
        const char *const what)
{
  RhumbBuf files = {0};
  for (RhumbStr e = rhumb_words_next(&extensions); e.len;
       e = rhumb_words_next(&extensions)) {
    rhumb_buf_format(&files, "%s.%.*s", files.len ? " " : "", RHUMB_FMT(e));
  }
  rhumb_buf_format(
      out, "  %-14s  %-18s  %s\n", names, rhumb_buf_cstr(&files), what);
  rhumb_buf_free(&files);
}

/// List what rules may name, though nothing is made of it
static void
put_unknown(RhumbBuf *const out)
{
  rhumb_buf_puts(out, "\nknown by name, but neither read nor written:");
  for (const RhumbSourceType *const *t = rhumb_source_types; *t; ++t) {
    if (!(*t)->open) {
      rhumb_buf_format(out, " %s", (*t)->name);
    }
  }
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (!s->writer) {
      rhumb_buf_format(out, " %s", s->name);
    }
  }
  rhumb_buf_putc(out, '\n');
}

static void
put_tables(RhumbBuf *const out)
{
  rhumb_buf_puts(out,
                 "sources, named in rules as [FILE~NAME] or by "
                 "the extension of FILE\n\n");
  for (const RhumbSourceType *const *t = rhumb_source_types; *t; ++t) {
    if ((*t)->open && (*t)->names) {
      put_row(out, (*t)->names, (*t)->extensions, (*t)->note);
    }
  }
  rhumb_buf_puts(out, "\nsyntaxes of RDF, for rdf, export and targets\n\n");
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (s->writer) {
      put_row(out, s->name, s->extensions, s->title);
    }
  }
  rhumb_buf_puts(out, "\npictures, for draw and export\n\n");
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    put_row(out, p->name, p->name, p->title);
  }
  put_unknown(out);
}

// For programs -----------------------------------------------------------

static void
put_words(RhumbBuf *const out, const char *const key, const char *words)
{
  rhumb_json_put_key(out, key);
  rhumb_buf_putc(out, '[');
  for (RhumbStr word = rhumb_words_next(&words); word.len;
       word = rhumb_words_next(&words)) {
    rhumb_json_put_item(out, word);
  }
  rhumb_buf_putc(out, ']');
}

/// Begin a row of an array, on a line of its own
static void
begin_row(RhumbBuf *const out, const char *const name, const char *const what)
{
  const bool is_first = out->data[out->len - 1] == '[';
  rhumb_buf_format(out, "%s\n  {", is_first ? "" : ",");
  rhumb_json_put_text(out, "name", name);
  rhumb_json_put_text(out, "title", what);
}

static void
put_source(RhumbBuf *const out, const RhumbSourceType *const type)
{
  begin_row(out, type->name, type->note);
  put_words(out, "names", type->names);
  put_words(out, "extensions", type->extensions);
  put_words(out, "media_types", type->media_types);
  rhumb_json_put_text(out, "row", type->row);
  rhumb_json_put_text(out, "reference", type->reference);
  rhumb_json_put_bool(out, "read", type->open);
  rhumb_buf_putc(out, '}');
}

static void
put_syntax(RhumbBuf *const out, const RhumbSyntax *const syntax)
{
  begin_row(out, syntax->name, syntax->title);
  put_words(out, "extensions", syntax->extensions);
  put_words(out, "media_types", syntax->media_type);
  rhumb_json_put_text(out, "iri", syntax->iri);
  rhumb_json_put_bool(out, "graphs", syntax->graphs);
  rhumb_json_put_bool(out, "written", syntax->writer);
  rhumb_buf_putc(out, '}');
}

static void
put_picture(RhumbBuf *const out, const RhumbPicture *const picture)
{
  begin_row(out, picture->name, picture->title);
  put_words(out, "extensions", picture->name);
  put_words(out, "media_types", picture->media_type);
  rhumb_buf_putc(out, '}');
}

static void
put_json(RhumbBuf *const out)
{
  rhumb_buf_puts(out, "{\"sources\": [");
  for (const RhumbSourceType *const *t = rhumb_source_types; *t; ++t) {
    put_source(out, *t);
  }
  rhumb_buf_puts(out, "\n],\n\"syntaxes\": [");
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    put_syntax(out, s);
  }
  rhumb_buf_puts(out, "\n],\n\"pictures\": [");
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    put_picture(out, p);
  }
  rhumb_buf_puts(out, "\n]}\n");
}

RhumbStatus
rhumb_command_formats(RhumbJob *const job)
{
  RhumbBuf text = {0};
  if (job->arguments->as_json) {
    put_json(&text);
  } else {
    put_tables(&text);
  }
  return rhumb_job_write(job, &text, RHUMB_OK);
}
