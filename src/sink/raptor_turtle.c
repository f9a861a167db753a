// SPDX-License-Identifier: ISC

/// @file raptor_turtle.c  Turtle by Raptor, which refuses what Raptor would
/// lose.
///
/// Raptor keeps the graph until its end, and folds a blank node into the one
/// quad that it is the object of, as row.c nests it: a cycle of such nodes it
/// never writes, and what begins like a list it takes for one. Of a literal
/// without quotes it sees the datatype alone, and its names may end with a dot.

#include "base/near.h"
#include "sink/row.h"
#include "sink/sink_impl.h"
#include "sink/turtle_term.h"

enum { MAX_DEPTH = 1000 }; ///< Raptor calls itself for each node in another

typedef struct {
  RhumbSink sink;
  RhumbSerializer *serializer;
  RhumbRowQuads blanks; ///< The quads with blank nodes
} RaptorTurtle;

// One quad ---------------------------------------------------------------

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
  const char *const read = rhumb_turtle_bare(term->text);
  return rhumb_word(bare, name) && !(read && rhumb_str_is(name, read));
}

/// True if the IRI, shortened to a prefix and a name, would be cut at its end
static bool
ends_with_dot(const RhumbStr iri)
{
  return rhumb_str_ends(iri, RHUMB_STR("."));
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

static const char *
why_not(const RhumbQuad *const quad)
{
  const RhumbTerm *const o = &quad->object;
  if (ends_with_dot(quad->predicate.text) || ends_with_dot(o->datatype)) {
    return "it cuts the dot at the end of a name";
  }
  if (o->kind != RHUMB_TERM_LITERAL) {
    return NULL;
  }
  return loses_datatype(o) ? "it writes a value without its quotes that then "
                             "is of another datatype"
         : has_control(o->text) ? "it does not escape control characters"
         : rhumb_raptor_cuts(o->text)
             ? "it ends a text at U+0000, U+FFFE and U+FFFF"
             : NULL;
}

static RhumbStatus
check(const RhumbQuad *const quad, const RhumbDiag *const diag)
{
  const char *const why = why_not(quad);
  return why ? rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          rhumb_quad_loc(quad),
                          "Raptor cannot write this value of <%.*s> as turtle: "
                          "%s; leave out --writer raptor",
                          RHUMB_FMT(quad->predicate.text),
                          why)
             : RHUMB_OK;
}

// All of them ------------------------------------------------------------

/// Keep a quad with blank nodes, to see what Raptor will do to them
static void
hold(RaptorTurtle *const self, const RhumbQuad *const quad)
{
  RhumbQuad held = *quad;
  held.subject.is_of_row = quad->subject.kind == RHUMB_TERM_BLANK;
  held.object.is_of_row = quad->object.kind == RHUMB_TERM_BLANK;
  if (held.subject.is_of_row || held.object.is_of_row) {
    const RhumbQuadView view = rhumb_quad_view(&held);
    rhumb_row_hold(&self->blanks, &view, false);
  }
}

static const char *
why_node(const RhumbRowQuads *const blanks, const uint32_t number)
{
  const RhumbHeldNode *const node = &blanks->nodes.items[number];
  if (!node->n_quads || node->form == RHUMB_AS_LIST) {
    return NULL;
  }
  return rhumb_row_part(blanks, number, RHUMB_RDF "first") &&
                 rhumb_row_part(blanks, number, RHUMB_RDF "rest")
             ? "it takes for a list what is none, or is used twice or never"
         : node->n_uses == 1 && node->form == RHUMB_AS_LABEL
             ? "nested where it is used, it leads back to itself, or lies in "
               "too many others"
             : NULL;
}

static RhumbStatus
check_nodes(RaptorTurtle *const self, const RhumbDiag *const diag)
{
  rhumb_row_settle(&self->blanks, MAX_DEPTH);
  for (uint32_t i = 0; i < self->blanks.nodes.count; ++i) {
    const char *const why = why_node(&self->blanks, i);
    if (why) {
      return rhumb_fail(diag,
                        RHUMB_ERR_UNSUPPORTED,
                        (RhumbLoc){0},
                        "Raptor cannot write the blank node _:%.*s as turtle: "
                        "%s; leave out --writer raptor",
                        RHUMB_FMT(self->blanks.labels.keys[i]),
                        why);
    }
  }
  return RHUMB_OK;
}

// The writer -------------------------------------------------------------

static RhumbStatus
raptor_turtle_open(RhumbSink *const sink, const RhumbDiag *const diag)
{
  RaptorTurtle *const self = (RaptorTurtle *)sink;
  RHUMB_TRY(rhumb_serializer_new(
      &self->serializer, sink->spec.syntax, sink->spec.output, diag));
  return rhumb_serializer_start(self->serializer, sink->spec.prefixes, diag);
}

static RhumbStatus
raptor_turtle_put(RhumbSink *const sink,
                  const RhumbQuad *const quad,
                  const RhumbDiag *const diag)
{
  RaptorTurtle *const self = (RaptorTurtle *)sink;
  RHUMB_TRY(rhumb_sink_check_1_1(
      sink->spec.syntax, &quad->object, quad->origin, diag));
  RHUMB_TRY(check(quad, diag));
  hold(self, quad);
  return rhumb_serializer_put(self->serializer, quad, diag);
}

static RhumbStatus
raptor_turtle_finish(RhumbSink *const sink, const RhumbDiag *const diag)
{
  RaptorTurtle *const self = (RaptorTurtle *)sink;
  RHUMB_TRY(check_nodes(self, diag));
  return rhumb_serializer_end(self->serializer, diag);
}

static void
raptor_turtle_close(RhumbSink *const sink)
{
  RaptorTurtle *const self = (RaptorTurtle *)sink;
  rhumb_serializer_free(self->serializer);
  rhumb_row_free(&self->blanks);
}

const RhumbWriter rhumb_raptor_turtle_writer = {sizeof(RaptorTurtle),
                                                raptor_turtle_open,
                                                raptor_turtle_put,
                                                raptor_turtle_finish,
                                                raptor_turtle_close,
                                                NULL};
