// SPDX-License-Identifier: ISC

/// @file serializer.c  Raptor's serializers, writing to an output.

#include "sink/sink_impl.h"

#include "base/utf8.h"
#include "term/local.h"

#include <limits.h>
#include <raptor2.h>
#include <stdlib.h>

struct RhumbSerializer {
  const RhumbSyntax *syntax;
  RhumbOutput *output;
  const RhumbDiag *diag; ///< Of the call that is running
  const RhumbQuad *quad; ///< The quad being written, or NULL
  RhumbStatus status;
  RhumbBuf label; ///< Scratch: a label or a language tag
  RhumbBuf text;  ///< Scratch: a text as Raptor is handed it
  raptor_world *world;
  raptor_serializer *raptor;
  raptor_iostream *stream;
};

// The way out ------------------------------------------------------------

static int
on_byte(void *const handle, const int byte)
{
  rhumb_output_putc(((RhumbSerializer *)handle)->output, (char)byte);
  return 0;
}

static int
on_bytes(void *const handle,
         const void *const bytes,
         const size_t size,
         const size_t count)
{
  rhumb_output_put(((RhumbSerializer *)handle)->output,
                   (RhumbStr){(const char *)bytes, size * count});
  return (int)count;
}

static const raptor_iostream_handler stream_handler = {
    .version = 2, .write_byte = on_byte, .write_bytes = on_bytes};

// Reports ----------------------------------------------------------------

static void
on_log(void *const handle, raptor_log_message *const message)
{
  RhumbSerializer *const serializer = (RhumbSerializer *)handle;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || !serializer->diag) {
    return;
  }
  const RhumbLoc none = {0};
  serializer->status =
      rhumb_fail(serializer->diag,
                 RHUMB_ERR_VALUE,
                 serializer->quad ? rhumb_quad_loc(serializer->quad) : none,
                 "Raptor cannot write this as %s: %s",
                 serializer->syntax->name,
                 message->text);
}

static RhumbStatus
fail_start(const RhumbSerializer *const serializer, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_UNSUPPORTED,
                    (RhumbLoc){0},
                    "this Raptor cannot write the syntax %s",
                    serializer->syntax->name);
}

// Documents --------------------------------------------------------------

RhumbStatus
rhumb_serializer_new(RhumbSerializer **const out,
                     const RhumbSyntax *const syntax,
                     RhumbOutput *const output,
                     const RhumbDiag *const diag)
{
  RhumbSerializer *const serializer =
      (RhumbSerializer *)rhumb_xrealloc(NULL, sizeof(RhumbSerializer));
  *serializer = (RhumbSerializer){.syntax = syntax, .output = output};
  serializer->world = raptor_new_world();
  if (serializer->world) {
    raptor_world_set_log_handler(serializer->world, serializer, on_log);
  }
  if (!serializer->world || raptor_world_open(serializer->world) != 0 ||
      !raptor_world_is_serializer_name(serializer->world,
                                       syntax->raptor_name)) {
    const RhumbStatus status = fail_start(serializer, diag);
    rhumb_serializer_free(serializer);
    return status;
  }
  *out = serializer;
  return RHUMB_OK;
}

/// True if a prefix can be declared in Turtle and XML alike, and is in use
static bool
is_written(const RhumbPrefix *const prefix)
{
  return prefix->used && prefix->iri.len &&
         rhumb_is_prefix_name(prefix->name) &&
         !rhumb_str_starts(prefix->name, RHUMB_STR("xml"));
}

static raptor_uri *
new_uri(const RhumbSerializer *const serializer, const RhumbStr iri)
{
  return raptor_new_uri_from_counted_string(
      serializer->world, (const unsigned char *)iri.data, iri.len);
}

static void
declare(RhumbSerializer *const serializer, const RhumbPrefix *const prefix)
{
  RhumbBuf name = {0};
  rhumb_buf_put(&name, prefix->name);
  const char *const text = rhumb_buf_cstr(&name);
  raptor_uri *const uri = new_uri(serializer, prefix->iri);
  // Raptor keeps the first of two names for one IRI, which is as well
  (void)raptor_serializer_set_namespace(
      serializer->raptor, uri, *text ? (const unsigned char *)text : NULL);
  raptor_free_uri(uri);
  rhumb_buf_free(&name);
}

RhumbStatus
rhumb_serializer_start(RhumbSerializer *const serializer,
                       const RhumbPrefixes *const prefixes,
                       const RhumbDiag *const diag)
{
  serializer->diag = diag;
  serializer->status = RHUMB_OK;
  serializer->raptor =
      raptor_new_serializer(serializer->world, serializer->syntax->raptor_name);
  serializer->stream = raptor_new_iostream_from_handler(
      serializer->world, serializer, &stream_handler);
  if (!serializer->raptor || !serializer->stream) {
    return fail_start(serializer, diag);
  }
  for (size_t i = 0; prefixes && i < prefixes->count; ++i) {
    if (is_written(&prefixes->items[i])) {
      declare(serializer, &prefixes->items[i]);
    }
  }
  if (raptor_serializer_start_to_iostream(
          serializer->raptor, NULL, serializer->stream)) {
    return serializer->status != RHUMB_OK ? serializer->status
                                          : fail_start(serializer, diag);
  }
  return RHUMB_OK;
}

bool
rhumb_raptor_cuts(const RhumbStr text)
{
  return rhumb_str_has(text, '\0') ||
         rhumb_str_find(text, RHUMB_STR("\uFFFE"), 0) != SIZE_MAX ||
         rhumb_str_find(text, RHUMB_STR("\uFFFF"), 0) != SIZE_MAX;
}

/// Append half of a surrogate pair as UTF-8 would have it
static void
put_half(RhumbBuf *const out, const uint32_t half)
{
  rhumb_buf_putc(out, (char)(0xE0U | (half >> 12U)));
  rhumb_buf_putc(out, (char)(0x80U | ((half >> 6U) & 0x3FU)));
  rhumb_buf_putc(out, (char)(0x80U | (half & 0x3FU)));
}

/// Return `text` as Raptor has to be handed it. In JSON Raptor writes what is
/// beyond U+FFFF as `\U0001D11E`, which JSON has not; handed as two halves of
/// UTF-16, in UTF-8 each, it becomes `\uD834\uDD1E`.
static RhumbStr
as_handed(RhumbSerializer *const serializer, const RhumbStr text)
{
  RhumbBuf *const out = &serializer->text;
  if (!serializer->syntax->is_json) {
    return text;
  }
  out->len = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    const unsigned len = rhumb_utf8_decode(text, at, &code);
    if (len == 4) {
      put_half(out, 0xD800U + ((code - 0x10000U) >> 10U));
      put_half(out, 0xDC00U + (code & 0x3FFU));
    } else {
      rhumb_buf_put(out, rhumb_str_slice(text, at, at + (len ? len : 1)));
    }
    at += len ? len : 1;
  }
  return rhumb_buf_str(out);
}

static raptor_uri *
handed_uri(RhumbSerializer *const serializer, const RhumbStr iri)
{
  return new_uri(serializer, as_handed(serializer, iri));
}

/// A literal; Raptor reads a language tag up to its NUL, whatever length it is
/// told
static raptor_term *
new_literal(RhumbSerializer *const serializer, const RhumbTerm *const term)
{
  raptor_uri *const datatype = term->datatype.len && !term->language.len
                                   ? handed_uri(serializer, term->datatype)
                                   : NULL;
  serializer->label.len = 0;
  rhumb_buf_put(&serializer->label, term->language);
  const RhumbStr text = as_handed(serializer, term->text);
  raptor_term *const literal = raptor_new_term_from_counted_literal(
      serializer->world,
      (const unsigned char *)text.data,
      text.len,
      datatype,
      term->language.len
          ? (const unsigned char *)rhumb_buf_cstr(&serializer->label)
          : NULL,
      (unsigned char)term->language.len);
  if (datatype) {
    raptor_free_uri(datatype);
  }
  return literal;
}

static raptor_term *
new_term(RhumbSerializer *const serializer, const RhumbTerm *const term)
{
  raptor_uri *uri = NULL;
  raptor_term *made = NULL;
  switch (term->kind) {
  case RHUMB_TERM_NONE:
  case RHUMB_TERM_TRIPLE: // Refused before
    break;
  case RHUMB_TERM_IRI:
    uri = handed_uri(serializer, term->text);
    made = uri ? raptor_new_term_from_uri(serializer->world, uri) : NULL;
    raptor_free_uri(uri);
    break;
  case RHUMB_TERM_BLANK:
    serializer->label.len = 0;
    // Raptor's Turtle writes an object's "_" as "z", and a subject's as it is
    rhumb_blank_label(&serializer->label, term->text, "");
    made = raptor_new_term_from_counted_blank(
        serializer->world,
        (const unsigned char *)serializer->label.data,
        serializer->label.len);
    break;
  case RHUMB_TERM_LITERAL:
    made = new_literal(serializer, term);
    break;
  }
  return made;
}

/// True if Raptor, whose IRIs end at a NUL, would write another IRI
static bool
has_null(const RhumbTerm *const term)
{
  const RhumbStr iri =
      term->kind == RHUMB_TERM_IRI ? term->text : term->datatype;
  return rhumb_str_has(iri, '\0');
}

RhumbStatus
rhumb_serializer_put(RhumbSerializer *const serializer,
                     const RhumbQuad *const quad,
                     const RhumbDiag *const diag)
{
  if (has_null(&quad->subject) || has_null(&quad->predicate) ||
      has_null(&quad->object) || has_null(&quad->graph)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_VALUE,
                      rhumb_quad_loc(quad),
                      "Raptor cannot write an IRI with U+0000 as %s; no "
                      "IRI may hold that character",
                      serializer->syntax->name);
  }
  if (quad->object.language.len > UCHAR_MAX) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      rhumb_quad_loc(quad),
                      "Raptor cannot write a language tag of %zu bytes as %s; "
                      "%d are the most",
                      quad->object.language.len,
                      serializer->syntax->name,
                      UCHAR_MAX);
  }
  serializer->diag = diag;
  serializer->quad = quad;
  raptor_statement *const statement =
      raptor_new_statement_from_nodes(serializer->world,
                                      new_term(serializer, &quad->subject),
                                      new_term(serializer, &quad->predicate),
                                      new_term(serializer, &quad->object),
                                      new_term(serializer, &quad->graph));
  const bool failed = !statement || raptor_serializer_serialize_statement(
                                        serializer->raptor, statement) != 0;
  if (statement) {
    raptor_free_statement(statement);
  }
  serializer->quad = NULL;
  if (failed && serializer->status == RHUMB_OK) {
    serializer->status = rhumb_fail(diag,
                                    RHUMB_ERR_VALUE,
                                    rhumb_quad_loc(quad),
                                    "Raptor cannot write this as %s",
                                    serializer->syntax->name);
  }
  return serializer->status;
}

static void
forget_document(RhumbSerializer *const serializer)
{
  if (serializer->raptor) {
    raptor_free_serializer(serializer->raptor);
    serializer->raptor = NULL;
  }
  if (serializer->stream) {
    raptor_free_iostream(serializer->stream);
    serializer->stream = NULL;
  }
}

RhumbStatus
rhumb_serializer_end(RhumbSerializer *const serializer,
                     const RhumbDiag *const diag)
{
  serializer->diag = diag;
  if (raptor_serializer_serialize_end(serializer->raptor) != 0 &&
      serializer->status == RHUMB_OK) {
    serializer->status = rhumb_fail(diag,
                                    RHUMB_ERR_VALUE,
                                    (RhumbLoc){0},
                                    "Raptor could not end the %s document",
                                    serializer->syntax->name);
  }
  forget_document(serializer);
  return serializer->status;
}

void
rhumb_serializer_free(RhumbSerializer *const serializer)
{
  if (serializer) {
    serializer->diag = NULL;
    forget_document(serializer);
    if (serializer->world) {
      raptor_free_world(serializer->world);
    }
    rhumb_buf_free(&serializer->label);
    rhumb_buf_free(&serializer->text);
    free(serializer);
  }
}
