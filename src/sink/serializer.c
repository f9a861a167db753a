// SPDX-License-Identifier: ISC

/// @file serializer.c  Raptor's serializers, writing to an output.

#include "sink/writer.h"

#include <raptor2.h>
#include <stdlib.h>

struct RhumbSerializer {
  const char *name;
  RhumbOutput *output;
  const RhumbDiag *diag; ///< Of the call that is running
  const RhumbQuad *quad; ///< The quad being written, or NULL
  RhumbStatus status;
  RhumbBuf label;
  bool is_json;
  RhumbBuf escape; ///< In JSON: an escape that has begun
  bool muted;
  bool line_starts; ///< While muted: nothing of this line has come yet
  raptor_world *world;
  raptor_serializer *raptor;
  raptor_iostream *stream;
};

// The way out ------------------------------------------------------------

/// The bytes behind the head that is swallowed, which an empty line ends
static RhumbStr
skip_head(RhumbSerializer *const self, const RhumbStr bytes)
{
  size_t at = 0;
  while (at < bytes.len && self->muted) {
    const bool newline = bytes.data[at++] == '\n';
    self->muted = !(newline && self->line_starts);
    self->line_starts = newline;
  }
  return rhumb_str_slice(bytes, at, bytes.len);
}

/// Write an escape as JSON has it: Raptor's `\U0001D11E` is a pair there
static void
put_escape(RhumbSerializer *const self)
{
  RhumbBuf *const escape = &self->escape;
  if (escape->len > 2) {
    const unsigned long code =
        strtoul(rhumb_buf_cstr(escape) + 2, NULL, 16) - 0x10000U;
    escape->len = 0;
    rhumb_buf_format(escape,
                     "\\u%04lX\\u%04lX",
                     0xD800U + (code >> 10U),
                     0xDC00U + (code & 0x3FFU));
  }
  rhumb_output_put(self->output, rhumb_buf_str(escape));
  escape->len = 0;
}

static void
put_json(RhumbSerializer *const self, const RhumbStr bytes)
{
  RhumbBuf *const escape = &self->escape;
  for (size_t i = 0; i < bytes.len; ++i) {
    const char c = bytes.data[i];
    if (!escape->len && c != '\\') {
      rhumb_output_putc(self->output, c);
      continue;
    }
    rhumb_buf_putc(escape, c);
    const bool is_long = escape->len > 1 && escape->data[1] == 'U';
    if (escape->len == (is_long ? 10 : 2)) {
      put_escape(self);
    }
  }
}

static void
put_bytes(RhumbSerializer *const self, RhumbStr bytes)
{
  if (self->is_json) {
    put_json(self, bytes);
    return;
  }
  if (self->muted) {
    bytes = skip_head(self, bytes);
  }
  rhumb_output_put(self->output, bytes);
}

static int
on_byte(void *const handle, const int byte)
{
  const char c = (char)byte;
  put_bytes((RhumbSerializer *)handle, (RhumbStr){&c, 1});
  return 0;
}

static int
on_bytes(void *const handle,
         const void *const bytes,
         const size_t size,
         const size_t count)
{
  put_bytes((RhumbSerializer *)handle,
            (RhumbStr){(const char *)bytes, size * count});
  return (int)count;
}

static const raptor_iostream_handler stream_handler = {
    .version = 2, .write_byte = on_byte, .write_bytes = on_bytes};

// Reports ----------------------------------------------------------------

static void
on_log(void *const handle, raptor_log_message *const message)
{
  RhumbSerializer *const self = (RhumbSerializer *)handle;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || !self->diag) {
    return;
  }
  const RhumbLoc none = {0};
  const bool placed = self->quad && self->quad->origin;
  self->status = rhumb_fail(self->diag,
                            RHUMB_ERR_VALUE,
                            placed ? *self->quad->origin : none,
                            "Raptor cannot write this as %s: %s",
                            self->name,
                            message->text);
}

static RhumbStatus
fail_start(const RhumbSerializer *const self, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_UNSUPPORTED,
                    (RhumbLoc){0},
                    "this Raptor cannot write the syntax %s",
                    self->name);
}

// Documents --------------------------------------------------------------

RhumbStatus
rhumb_serializer_new(RhumbSerializer **const out,
                     const char *const name,
                     RhumbOutput *const output,
                     const RhumbDiag *const diag)
{
  RhumbSerializer *const self =
      (RhumbSerializer *)rhumb_xrealloc(NULL, sizeof(RhumbSerializer));
  *self = (RhumbSerializer){
      .name = name, .output = output, .is_json = strcmp(name, "json") == 0};
  self->world = raptor_new_world();
  if (self->world) {
    raptor_world_set_log_handler(self->world, self, on_log);
  }
  if (!self->world || raptor_world_open(self->world) != 0 ||
      !raptor_world_is_serializer_name(self->world, name)) {
    const RhumbStatus status = fail_start(self, diag);
    rhumb_serializer_free(self);
    return status;
  }
  *out = self;
  return RHUMB_OK;
}

bool
rhumb_prefix_is_written(const RhumbPrefix *const prefix)
{
  static const char letters[] =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static const char others[] = "0123456789-_";
  const RhumbStr name = prefix->name;
  for (size_t i = 0; i < name.len; ++i) {
    const char c = name.data[i];
    if (!c || !(strchr(letters, c) || (i > 0 && strchr(others, c)))) {
      return false;
    }
  }
  return prefix->used && !rhumb_str_starts(name, RHUMB_STR("xml")) &&
         prefix->iri.len;
}

static raptor_uri *
new_uri(const RhumbSerializer *const self, const RhumbStr iri)
{
  return raptor_new_uri_from_counted_string(
      self->world, (const unsigned char *)iri.data, iri.len);
}

static void
declare(RhumbSerializer *const self, const RhumbPrefix *const prefix)
{
  RhumbBuf name = {0};
  rhumb_buf_put(&name, prefix->name);
  const char *const text = rhumb_buf_cstr(&name);
  raptor_uri *const uri = new_uri(self, prefix->iri);
  // Raptor keeps the first of two names for one IRI, which is as well
  (void)raptor_serializer_set_namespace(
      self->raptor, uri, *text ? (const unsigned char *)text : NULL);
  raptor_free_uri(uri);
  rhumb_buf_free(&name);
}

RhumbStatus
rhumb_serializer_start(RhumbSerializer *const self,
                       const RhumbPrefixes *const prefixes,
                       const bool mute,
                       const RhumbDiag *const diag)
{
  self->diag = diag;
  self->status = RHUMB_OK;
  self->muted = mute;
  self->line_starts = true;
  self->raptor = raptor_new_serializer(self->world, self->name);
  self->stream =
      raptor_new_iostream_from_handler(self->world, self, &stream_handler);
  if (!self->raptor || !self->stream) {
    return fail_start(self, diag);
  }
  for (size_t i = 0; prefixes && i < prefixes->count; ++i) {
    if (rhumb_prefix_is_written(&prefixes->items[i])) {
      declare(self, &prefixes->items[i]);
    }
  }
  if (raptor_serializer_start_to_iostream(self->raptor, NULL, self->stream)) {
    return self->status != RHUMB_OK ? self->status : fail_start(self, diag);
  }
  return RHUMB_OK;
}

void
rhumb_blank_label(RhumbBuf *const out, const RhumbStr label)
{
  static const char hex[] = "0123456789ABCDEF";
  static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  bool plain = label.len && label.data[0] > '9';
  for (size_t i = 0; i < label.len && plain; ++i) {
    plain = label.data[i] && strchr(safe, label.data[i]);
  }
  if (plain) {
    rhumb_buf_put(out, label);
    return;
  }
  rhumb_buf_put(out, RHUMB_STR("b_"));
  for (size_t i = 0; i < label.len; ++i) {
    const unsigned char c = (unsigned char)label.data[i];
    if (c && strchr(safe, (char)c)) {
      rhumb_buf_putc(out, (char)c);
    } else {
      const char code[] = {'_', hex[c >> 4U], hex[c & 0xFU]};
      rhumb_buf_put(out, (RhumbStr){code, sizeof(code)});
    }
  }
}

static raptor_term *
new_literal(const RhumbSerializer *const self, const RhumbTerm *const term)
{
  raptor_uri *const datatype = term->datatype.len && !term->language.len
                                   ? new_uri(self, term->datatype)
                                   : NULL;
  raptor_term *const literal = raptor_new_term_from_counted_literal(
      self->world,
      (const unsigned char *)term->text.data,
      term->text.len,
      datatype,
      term->language.len ? (const unsigned char *)term->language.data : NULL,
      (unsigned char)term->language.len);
  if (datatype) {
    raptor_free_uri(datatype);
  }
  return literal;
}

static raptor_term *
new_term(RhumbSerializer *const self, const RhumbTerm *const term)
{
  raptor_uri *uri = NULL;
  raptor_term *made = NULL;
  switch (term->kind) {
  case RHUMB_TERM_NONE:
    break;
  case RHUMB_TERM_IRI:
    uri = new_uri(self, term->text);
    made = uri ? raptor_new_term_from_uri(self->world, uri) : NULL;
    raptor_free_uri(uri);
    break;
  case RHUMB_TERM_BLANK:
    self->label.len = 0;
    rhumb_blank_label(&self->label, term->text);
    made = raptor_new_term_from_counted_blank(
        self->world, (const unsigned char *)self->label.data, self->label.len);
    break;
  case RHUMB_TERM_LITERAL:
    made = new_literal(self, term);
    break;
  }
  return made;
}

RhumbStatus
rhumb_serializer_put(RhumbSerializer *const self,
                     const RhumbQuad *const quad,
                     const RhumbDiag *const diag)
{
  self->diag = diag;
  self->quad = quad;
  raptor_statement *const statement =
      raptor_new_statement_from_nodes(self->world,
                                      new_term(self, &quad->subject),
                                      new_term(self, &quad->predicate),
                                      new_term(self, &quad->object),
                                      new_term(self, &quad->graph));
  const bool failed = !statement || raptor_serializer_serialize_statement(
                                        self->raptor, statement) != 0;
  if (statement) {
    raptor_free_statement(statement);
  }
  self->quad = NULL;
  if (failed && self->status == RHUMB_OK) {
    self->status = rhumb_fail_quad(diag,
                                   RHUMB_ERR_VALUE,
                                   quad,
                                   "Raptor cannot write this as %s",
                                   self->name);
  }
  return self->status;
}

static void
forget_document(RhumbSerializer *const self)
{
  if (self->raptor) {
    raptor_free_serializer(self->raptor);
    self->raptor = NULL;
  }
  if (self->stream) {
    raptor_free_iostream(self->stream);
    self->stream = NULL;
  }
}

RhumbStatus
rhumb_serializer_end(RhumbSerializer *const self, const RhumbDiag *const diag)
{
  self->diag = diag;
  if (raptor_serializer_serialize_end(self->raptor) != 0 &&
      self->status == RHUMB_OK) {
    self->status = rhumb_fail(diag,
                              RHUMB_ERR_VALUE,
                              (RhumbLoc){0},
                              "Raptor could not end the %s document",
                              self->name);
  }
  forget_document(self);
  return self->status;
}

void
rhumb_serializer_free(RhumbSerializer *const self)
{
  if (self) {
    self->diag = NULL;
    forget_document(self);
    if (self->world) {
      raptor_free_world(self->world);
    }
    rhumb_buf_free(&self->label);
    rhumb_buf_free(&self->escape);
    free(self);
  }
}
