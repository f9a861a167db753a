// SPDX-License-Identifier: ISC

/// @file turtle.c  Turtle, which Raptor groups by subject, in batches that keep
/// memory flat.
///
/// Raptor's writer keeps all it is given until the end, so every batch gets a
/// document of its own, whose prefixes only the first one declares. A batch is
/// planned before Raptor sees it, because what Raptor does with a blank node
/// depends on how often it sees it: once as an object and once as a subject, it
/// is folded into `[ ]` (a cycle of such nodes is lost, and so is a label that
/// another batch needs); never as an object, it is `[]`. Counted twice as an
/// object, it keeps its label: so a node that must keep its label is named
/// twice by a helper, a node that only itself refers to, which Raptor therefore
/// never writes. What Raptor would not write as it is, such as "1"^^xsd:double,
/// follows the batch as N-Triples, which are Turtle too.

#include "base/ascii.h"
#include "base/list.h"
#include "base/near.h"
#include "base/table.h"
#include "sink/sink_impl.h"

#include <stdlib.h>

size_t rhumb_turtle_batch = 100000;

enum {
  BATCH_BYTES = 64 * 1024 * 1024,
  MAX_BATCHES = 4, ///< That one subject may fill before it is cut
  MAX_DEPTH = 16,  ///< Deeper nesting is harder to read than labels
};

/// No blank node of anyone's has such a label
static const RhumbStr helper_label = {"\001", 1};

/// What is known of a blank node of the batch
typedef struct {
  size_t as_object;  ///< Quads for Raptor that have it as the object
  size_t as_subject; ///< Likewise, as the subject
  size_t parent;     ///< The last quad for Raptor that has it as the object
  bool has_first, has_rest;
  bool in_line; ///< In a quad that is written as N-Triples
} Blank;

typedef struct {
  RhumbQuad quad; ///< Without origin
  RhumbLoc origin;
  uint32_t subject, object; ///< Number of the blank node, if it is one
  bool as_line;             ///< Not for Raptor
} Entry;

typedef struct {
  RhumbSink sink;
  RhumbSerializer *serializer;
  RhumbArena arena; ///< Texts of the batch
  RHUMB_LIST(Entry) entries;
  size_t bytes;
  RhumbTable labels;        ///< Of the batch's blank nodes
  RHUMB_LIST(Blank) blanks; ///< By number
  RhumbArena lasting;
  RhumbPrefixes prefixes; ///< As they were when the first batch was written
  bool started;           ///< The first batch has been written
} Turtle;

// What Raptor does not write as it is ------------------------------------

/// The Turtle datatype of `text` without quotes (section 2.5.2), or NULL
static const char *
bare_datatype(const RhumbStr text)
{
  if (rhumb_str_is(text, "true") || rhumb_str_is(text, "false")) {
    return "boolean";
  }
  const size_t start =
      text.len && (text.data[0] == '+' || text.data[0] == '-') ? 1 : 0;
  size_t at = rhumb_str_skip_digits(text, start);
  size_t digits = at - start;
  const char *type = "integer";
  if (at < text.len && text.data[at] == '.') {
    const size_t end = rhumb_str_skip_digits(text, at + 1);
    digits = end - at - 1;
    at = end;
    type = "decimal";
  }
  if (at < text.len && (text.data[at] == 'e' || text.data[at] == 'E')) {
    ++at;
    at += at < text.len && (text.data[at] == '+' || text.data[at] == '-');
    const size_t end = rhumb_str_skip_digits(text, at);
    digits = digits ? end - at : 0;
    at = end;
    type = "double";
  }
  return digits && at == text.len ? type : NULL;
}

/// True if Raptor would write the literal bare, but another would be read
static bool
loses_datatype(const RhumbTerm *const term)
{
  static const char *const bare[] = {
      "integer", "decimal", "double", "boolean", NULL};
  const RhumbStr xsd = RHUMB_STR(RHUMB_XSD);
  if (!rhumb_str_starts(term->datatype, xsd)) {
    return false;
  }
  const RhumbStr name = rhumb_str_from(term->datatype, xsd.len);
  const char *const read = bare_datatype(term->text);
  return rhumb_word(bare, name) && !(read && rhumb_str_is(name, read));
}

/// True if the IRI, shortened to a prefix and a name, would be cut at its end
static bool
ends_with_dot(const RhumbStr iri)
{
  return iri.len && iri.data[iri.len - 1] == '.';
}

/// True if Raptor would write a control character of `text` as it is: legal for
/// most, but a carriage return is lost or ends the line
static bool
has_control(const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    const unsigned char c = (unsigned char)text.data[i];
    if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F) {
      return true;
    }
  }
  return false;
}

static bool
needs_line(const RhumbQuad *const quad)
{
  const RhumbTerm *const o = &quad->object;
  if (ends_with_dot(quad->predicate.text)) {
    return true;
  }
  return o->kind == RHUMB_TERM_LITERAL &&
         (ends_with_dot(o->datatype) || loses_datatype(o) ||
          has_control(o->text) || rhumb_raptor_cuts(o->text));
}

// Planning a batch -------------------------------------------------------

static uint32_t
number_of(Turtle *const self, const RhumbTerm *const term)
{
  if (term->kind != RHUMB_TERM_BLANK) {
    return RHUMB_TABLE_NONE;
  }
  const uint32_t number = rhumb_table_add(&self->labels, term->text);
  if (number == self->blanks.count) {
    RHUMB_PUSH(&self->blanks, (Blank){0});
  }
  return number;
}

/// Find the nodes of lists. Raptor writes `( … )` for what begins like one,
/// and cannot write it if it then turns out not to be one: not for Raptor
static void
take_out_lists(Turtle *const self)
{
  for (size_t i = 0; i < self->entries.count; ++i) {
    const Entry *const e = &self->entries.items[i];
    if (e->subject != RHUMB_TABLE_NONE) {
      Blank *const blank = &self->blanks.items[e->subject];
      const RhumbStr predicate = e->quad.predicate.text;
      blank->has_first =
          blank->has_first || rhumb_str_is(predicate, RHUMB_RDF "first");
      blank->has_rest =
          blank->has_rest || rhumb_str_is(predicate, RHUMB_RDF "rest");
    }
  }
  for (size_t i = 0; i < self->entries.count; ++i) {
    Entry *const e = &self->entries.items[i];
    const bool known = e->subject != RHUMB_TABLE_NONE;
    e->as_line =
        e->as_line || (known && self->blanks.items[e->subject].has_first &&
                       self->blanks.items[e->subject].has_rest);
  }
}

/// Count what Raptor will count
static void
count_uses(Turtle *const self)
{
  for (size_t i = 0; i < self->entries.count; ++i) {
    const Entry *const e = &self->entries.items[i];
    if (e->subject != RHUMB_TABLE_NONE) {
      Blank *const blank = &self->blanks.items[e->subject];
      blank->in_line = blank->in_line || e->as_line;
      blank->as_subject += !e->as_line;
    }
    if (e->object != RHUMB_TABLE_NONE) {
      Blank *const blank = &self->blanks.items[e->object];
      blank->in_line = blank->in_line || e->as_line;
      if (!e->as_line) {
        ++blank->as_object;
        blank->parent = i;
      }
    }
  }
}

/// True if the chain of nodes folded into each other ends, and soon
static bool
is_shallow(const Turtle *const self, uint32_t number)
{
  for (size_t depth = 0; depth < MAX_DEPTH; ++depth) {
    if (number == RHUMB_TABLE_NONE ||
        self->blanks.items[number].as_object != 1) {
      return true;
    }
    number = self->entries.items[self->blanks.items[number].parent].subject;
  }
  return false;
}

/// True if Raptor would not write the label, or not the node at all, though it
/// must; `whole` if the batch is the whole graph
static bool
must_force_label(const Turtle *const self,
                 const uint32_t number,
                 const bool whole)
{
  const Blank *const blank = &self->blanks.items[number];
  if (!blank->as_subject || blank->as_object > 1) {
    return false;
  }
  return !whole || blank->in_line || !is_shallow(self, number);
}

// Writing a batch --------------------------------------------------------

/// Have the helper refer to the node called `label`
static RhumbStatus
put_helper(Turtle *const self,
           const RhumbStr label,
           const RhumbDiag *const diag)
{
  const RhumbTerm helper = {.kind = RHUMB_TERM_BLANK, .text = helper_label};
  const RhumbQuad quad = {
      .subject = helper,
      .predicate = rhumb_iri(RHUMB_STR(RHUMB_RDF "value")),
      .object = {.kind = RHUMB_TERM_BLANK, .text = label},
  };
  return rhumb_serializer_put(self->serializer, &quad, diag);
}

static RhumbStatus
force_label(Turtle *const self,
            const RhumbStr label,
            const RhumbDiag *const diag)
{
  RHUMB_TRY(put_helper(self, label, diag));
  return put_helper(self, label, diag);
}

static RhumbStatus
force_labels(Turtle *const self, const bool whole, const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  bool helped = false;
  for (uint32_t i = 0; i < self->labels.count; ++i) {
    if (must_force_label(self, i, whole)) {
      helped = true;
      RHUMB_KEEP(status, force_label(self, self->labels.keys[i], diag));
    }
  }
  if (helped) {
    RHUMB_KEEP(status, put_helper(self, helper_label, diag));
  }
  return status;
}

static void
put_term(RhumbBuf *const out, const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_BLANK) {
    rhumb_buf_puts(out, "_:");
    rhumb_blank_label(out, term->text); // As Raptor is given it
  } else {
    rhumb_term_put(out, term);
  }
}

static void
put_lines(const Turtle *const self)
{
  RhumbBuf line = {0};
  for (size_t i = 0; i < self->entries.count; ++i) {
    const Entry *const e = &self->entries.items[i];
    if (e->as_line) {
      line.len = 0;
      put_term(&line, &e->quad.subject);
      rhumb_buf_putc(&line, ' ');
      put_term(&line, &e->quad.predicate);
      rhumb_buf_putc(&line, ' ');
      put_term(&line, &e->quad.object);
      rhumb_buf_puts(&line, " .\n");
      rhumb_output_put(self->sink.spec.output, rhumb_buf_str(&line));
    }
  }
  if (line.len) {
    rhumb_output_putc(self->sink.spec.output, '\n');
  }
  rhumb_buf_free(&line);
}

/// Keep the prefixes that the document declares: no later one may be used
static void
keep_prefixes(Turtle *const self)
{
  const RhumbPrefixes *const all = self->sink.spec.prefixes;
  if (all) {
    rhumb_prefixes_copy(&self->prefixes, &self->lasting, all);
  }
}

static RhumbStatus
put_by_raptor(Turtle *const self, const bool whole, const RhumbDiag *const diag)
{
  RHUMB_TRY(rhumb_serializer_start(
      self->serializer, &self->prefixes, self->started, diag));
  RHUMB_TRY(force_labels(self, whole, diag));
  for (size_t i = 0; i < self->entries.count; ++i) {
    Entry *const e = &self->entries.items[i];
    if (!e->as_line) {
      e->quad.origin = &e->origin;
      RHUMB_TRY(rhumb_serializer_put(self->serializer, &e->quad, diag));
    }
  }
  return rhumb_serializer_end(self->serializer, diag);
}

static RhumbStatus
flush(Turtle *const self, const bool last, const RhumbDiag *const diag)
{
  const bool whole = last && !self->started;
  if (!self->started) {
    keep_prefixes(self);
  }
  take_out_lists(self);
  count_uses(self);
  RHUMB_TRY(put_by_raptor(self, whole, diag));
  put_lines(self);

  self->started = true;
  self->entries.count = 0;
  self->blanks.count = 0;
  self->bytes = 0;
  rhumb_table_free(&self->labels);
  rhumb_arena_reset(&self->arena);
  return RHUMB_OK;
}

// The writer -------------------------------------------------------------

static RhumbStr
keep_text(Turtle *const self, const RhumbStr text)
{
  self->bytes += text.len;
  return text.len ? rhumb_str_copy(&self->arena, text) : (RhumbStr){"", 0};
}

static RhumbTerm
keep_term(Turtle *const self, const RhumbTerm *const term)
{
  return (RhumbTerm){
      .kind = term->kind,
      .text = keep_text(self, term->text),
      .datatype = keep_text(self, term->datatype),
      .language = keep_text(self, term->language),
  };
}

/// True if the batch is as large as so many should be
static bool
is_full(const Turtle *const self, const size_t batches)
{
  return self->entries.count >= batches * rhumb_turtle_batch ||
         self->bytes >= batches * BATCH_BYTES;
}

/// Raptor needs every quad of a subject to group them; but a subject without
/// end must not fill the memory
static bool
ends_batch(const Turtle *const self, const RhumbQuad *const quad)
{
  return is_full(self, 1) &&
         (is_full(self, MAX_BATCHES) ||
          !rhumb_term_equal(
              &self->entries.items[self->entries.count - 1].quad.subject,
              &quad->subject));
}

static RhumbStatus
turtle_put(RhumbSink *const sink,
           const RhumbQuad *const quad,
           const RhumbDiag *const diag)
{
  Turtle *const self = (Turtle *)sink;
  if (ends_batch(self, quad)) {
    RHUMB_TRY(flush(self, false, diag));
  }
  const uint32_t subject = number_of(self, &quad->subject); // In this order
  const uint32_t object = number_of(self, &quad->object);
  const Entry entry = {
      .quad.subject = keep_term(self, &quad->subject),
      .quad.predicate = keep_term(self, &quad->predicate),
      .quad.object = keep_term(self, &quad->object),
      .origin = quad->origin ? *quad->origin : (RhumbLoc){0},
      .subject = subject,
      .object = object,
      .as_line = needs_line(quad),
  };
  RHUMB_PUSH(&self->entries, entry);
  return RHUMB_OK;
}

static RhumbStatus
turtle_finish(RhumbSink *const sink, const RhumbDiag *const diag)
{
  Turtle *const self = (Turtle *)sink;
  return self->entries.count || !self->started ? flush(self, true, diag)
                                               : RHUMB_OK;
}

static void
turtle_close(RhumbSink *const sink)
{
  Turtle *const self = (Turtle *)sink;
  rhumb_serializer_free(self->serializer);
  rhumb_table_free(&self->labels);
  rhumb_arena_free(&self->arena);
  rhumb_arena_free(&self->lasting);
  free(self->blanks.items);
  free(self->entries.items);
}

static RhumbStatus
turtle_open(RhumbSink *const sink, const RhumbDiag *const diag)
{
  return rhumb_serializer_new(&((Turtle *)sink)->serializer,
                              sink->spec.syntax,
                              sink->spec.output,
                              diag);
}

const RhumbWriter rhumb_turtle_writer = {
    sizeof(Turtle), turtle_open, turtle_put, turtle_finish, turtle_close};
