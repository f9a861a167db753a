// SPDX-License-Identifier: ISC

/// @file turtle.c  Turtle and TriG, written as the quads come: while the
/// subject stays, `;`, while the predicate stays too, `,`.
///
/// A subject that comes back is written again, so nothing is kept but what is
/// open: the graph, the subject and the predicate. Quads with a blank node that
/// only their row has are held until the row ends (row.h): then it is known
/// which of these nodes need no label.

#include "sink/known.h"
#include "sink/row.h"
#include "sink/turtle_term.h"

enum {
  MAX_COLUMN = 90, ///< Behind it, an object gets a new line
  INDENT = 4,
  MAX_DEPTH = 16, ///< Deeper nesting is harder to read than labels
};

/// A term that may come again
typedef struct {
  const RhumbTerm *term; ///< NULL: none
  RhumbTerm copy;        ///< In a sink, where terms do not stay
  RhumbBuf text;         ///< Of the copy
} Kept;

typedef struct {
  RhumbPage page;
  size_t line_start;  ///< Of the last line, if it began there
  size_t line_before; ///< Of the last line, what has gone out
  bool is_open;       ///< A statement awaits its `;`, `,` or `.`
  Kept graph, subject, predicate;
  RhumbKnowns known; ///< Predicates with the space, datatypes with the `^^`
  RhumbRowQuads row; ///< The quads that are held, if any
  uint64_t row_number;
} Turtle;

// Lines ------------------------------------------------------------------

/// How far statements are indented: those of a named graph stand in its braces
static size_t
indent_of(const Turtle *const self)
{
  return self->graph.term ? INDENT : 0;
}

static void
put_newline(Turtle *const self, const size_t indent)
{
  rhumb_buf_putc(&self->page.text, '\n');
  self->line_start = self->page.text.len;
  self->line_before = 0;
  rhumb_buf_reserve(&self->page.text, indent);
  memset(self->page.text.data + self->page.text.len, ' ', indent);
  self->page.text.len += indent;
}

static void
put_out(Turtle *const self)
{
  if (self->page.sink) {
    self->line_before += self->page.text.len - self->line_start;
    self->line_start = 0;
    rhumb_page_flush(&self->page);
  }
}

/// What stands before an object that others stood before: a blank, or a new
/// line if this one is long
static void
put_gap(Turtle *const self, const size_t indent)
{
  if (self->line_before + self->page.text.len - self->line_start > MAX_COLUMN) {
    put_newline(self, indent + INDENT);
  } else {
    rhumb_buf_putc(&self->page.text, ' ');
  }
}

static void
put_comma(Turtle *const self, const size_t indent)
{
  rhumb_buf_putc(&self->page.text, ',');
  put_gap(self, indent);
}

// What stays -------------------------------------------------------------

/// True if `term`, which may be none, is the one that was kept
static bool
stays(const Kept *const kept, const RhumbTerm *const term)
{
  return kept->term == term ||
         (kept->term ? kept->term->kind == term->kind &&
                           rhumb_str_equal(kept->term->text, term->text)
                     : term->kind == RHUMB_TERM_NONE);
}

static void
keep(const Turtle *const self, Kept *const kept, const RhumbTerm *const term)
{
  if (!self->page.sink) {
    kept->term = term;
    return;
  }
  kept->text.len = 0;
  rhumb_buf_put(&kept->text, term->text);
  kept->copy =
      (RhumbTerm){.kind = term->kind, .text = rhumb_buf_str(&kept->text)};
  kept->term = &kept->copy;
}

static void
end_statement(Turtle *const self)
{
  if (self->is_open) {
    rhumb_buf_puts(&self->page.text, " .\n");
  }
  self->is_open = false;
}

static void
end_graph(Turtle *const self)
{
  end_statement(self);
  if (self->graph.term) {
    rhumb_buf_puts(&self->page.text, "}\n");
  }
  self->graph.term = NULL;
}

// Statements -------------------------------------------------------------

/// Begin the block of a graph, if it is named
static void
begin_graph(Turtle *const self, const RhumbTerm *const graph)
{
  end_graph(self);
  if (graph->kind != RHUMB_TERM_NONE) {
    put_newline(self, 0);
    rhumb_turtle_put(&self->page.text, &self->page.prefixes, graph);
    rhumb_buf_puts(&self->page.text, " {");
    keep(self, &self->graph, graph);
  }
}

static void
put_predicate(Turtle *const self, const RhumbTerm *const predicate)
{
  RhumbPage *const page = &self->page;
  RhumbKnown *const known = rhumb_known_place(&self->known, predicate);
  if (!rhumb_known_put(page, known, predicate, 0)) {
    const size_t at = page->text.len;
    rhumb_turtle_put_predicate(&page->text, &page->prefixes, predicate->text);
    rhumb_buf_putc(&page->text, ' ');
    rhumb_known_note(page, known, predicate, 0, at);
  }
}

/// Put a predicate that stays
static void
begin_predicate(Turtle *const self, const RhumbTerm *const predicate)
{
  put_predicate(self, predicate);
  keep(self, &self->predicate, predicate);
}

static void
put_list(Turtle *self, uint32_t node, size_t indent);

/// Put `^^` and the datatype
static void
put_datatype(Turtle *const self, const RhumbStr datatype)
{
  RhumbPage *const page = &self->page;
  RhumbKnown *const known = rhumb_known_place(&self->known, datatype.data);
  if (!rhumb_known_put(page, known, datatype.data, datatype.len)) {
    const size_t at = page->text.len;
    rhumb_buf_puts(&page->text, "^^");
    rhumb_turtle_put_iri(&page->text, &page->prefixes, datatype);
    rhumb_known_note(page, known, datatype.data, datatype.len, at);
  }
}

/// Put a subject or an object that is no node of the row's own
static void
put_term(Turtle *const self, const RhumbTerm *const term)
{
  RhumbPage *const page = &self->page;
  if (term->kind == RHUMB_TERM_LITERAL) {
    if (rhumb_turtle_put_untyped(&page->text, term)) {
      put_datatype(self, term->datatype);
    }
  } else if (rhumb_term_is_nil(term)) {
    rhumb_buf_puts(&page->text, "()");
  } else {
    rhumb_turtle_put(&page->text, &page->prefixes, term);
  }
}

/// Begin a statement with a subject that stays
/// @param node Its number in the row, which has a form, or RHUMB_TABLE_NONE.
static void
begin_subject(Turtle *const self,
              const RhumbTerm *const subject,
              const uint32_t node)
{
  end_statement(self);
  put_newline(self, indent_of(self));
  switch (rhumb_row_form(&self->row, node)) {
  case RHUMB_AS_ANYONE:
    rhumb_buf_puts(&self->page.text, "[]");
    break;
  case RHUMB_AS_HEAD:
    put_list(self, node, indent_of(self));
    break;
  case RHUMB_AS_LABEL:
  case RHUMB_AS_NESTED:
  case RHUMB_AS_LIST:
    put_term(self, subject);
    break;
  }
  rhumb_buf_putc(&self->page.text, ' ');
  keep(self, &self->subject, subject);
  self->is_open = true;
}

/// Begin a statement, or go on with the one that is open, up to the object
static void
begin(Turtle *const self, const RhumbQuadView *const quad, const uint32_t node)
{
  if (!stays(&self->graph, quad->graph)) {
    begin_graph(self, quad->graph);
  }
  if (!self->is_open || !stays(&self->subject, quad->subject)) {
    begin_subject(self, quad->subject, node);
    begin_predicate(self, quad->predicate);
  } else if (!stays(&self->predicate, quad->predicate)) {
    rhumb_buf_puts(&self->page.text, " ;");
    put_newline(self, indent_of(self) + INDENT);
    begin_predicate(self, quad->predicate);
  } else {
    put_comma(self, indent_of(self) + INDENT);
  }
}

static void
put_quad(Turtle *const self, const RhumbQuadView *const quad)
{
  begin(self, quad, RHUMB_TABLE_NONE);
  put_term(self, quad->object);
}

// Nodes without a label --------------------------------------------------

static void
put_held_object(Turtle *self, const RhumbHeldQuad *held, size_t indent);

static void
put_list(Turtle *const self, uint32_t node, const size_t indent)
{
  rhumb_buf_putc(&self->page.text, '(');
  while (node != RHUMB_TABLE_NONE) {
    put_gap(self, indent);
    put_held_object(
        self, rhumb_row_part(&self->row, node, RHUMB_RDF "first"), indent);
    node = rhumb_row_part(&self->row, node, RHUMB_RDF "rest")->object;
  }
  rhumb_buf_puts(&self->page.text, " )");
}

/// Put what is said of a nested node; a line for each predicate
static void
put_nested(Turtle *const self, const uint32_t node, const size_t indent)
{
  const RhumbHeldQuad *const quads = self->row.quads.items;
  const RhumbHeldQuad *before = NULL;
  rhumb_buf_putc(&self->page.text, '[');
  for (size_t i = self->row.nodes.items[node].first; i != RHUMB_ROW_NONE;
       i = quads[i].next) {
    const RhumbHeldQuad *const held = &quads[i];
    if (before &&
        rhumb_term_equal(before->quad.predicate, held->quad.predicate)) {
      put_comma(self, indent + INDENT);
    } else {
      rhumb_buf_puts(&self->page.text, before ? " ;" : "");
      put_newline(self, indent + INDENT);
      put_predicate(self, held->quad.predicate);
    }
    put_held_object(self, held, indent + INDENT);
    before = held;
  }
  if (before) {
    put_newline(self, indent);
  }
  rhumb_buf_putc(&self->page.text, ']');
}

static void
put_held_object(Turtle *const self,
                const RhumbHeldQuad *const held,
                const size_t indent)
{
  switch (rhumb_row_form(&self->row, held->object)) {
  case RHUMB_AS_LIST:
    put_list(self, held->object, indent);
    break;
  case RHUMB_AS_NESTED:
    put_nested(self, held->object, indent);
    break;
  case RHUMB_AS_LABEL:
  case RHUMB_AS_ANYONE:
  case RHUMB_AS_HEAD:
    put_term(self, held->quad.object);
    break;
  }
}

static void
put_held(Turtle *const self, const RhumbHeldQuad *const held)
{
  begin(self, &held->quad, held->subject);
  put_held_object(self, held, indent_of(self) + INDENT);
}

/// Put all that is said of a node which has no label, and is not nested
static void
put_anyone(Turtle *const self, const uint32_t node)
{
  const bool is_head = rhumb_row_form(&self->row, node) == RHUMB_AS_HEAD;
  for (size_t i = self->row.nodes.items[node].first; i != RHUMB_ROW_NONE;
       i = self->row.quads.items[i].next) {
    const RhumbHeldQuad *const held = &self->row.quads.items[i];
    if (!is_head || !rhumb_row_is_part(held)) {
      put_held(self, held);
      put_out(self);
    }
  }
}

/// The row is through: write what was held of it
static void
end_row(Turtle *const self)
{
  rhumb_row_settle(&self->row, MAX_DEPTH);
  for (size_t i = 0; i < self->row.quads.count; ++i) {
    const RhumbHeldQuad *const held = &self->row.quads.items[i];
    const RhumbNodeForm form = rhumb_row_form(&self->row, held->subject);
    if (form == RHUMB_AS_LABEL) {
      put_held(self, held);
    } else if ((form == RHUMB_AS_ANYONE || form == RHUMB_AS_HEAD) &&
               self->row.nodes.items[held->subject].first == i) {
      put_anyone(self, held->subject);
    }
    put_out(self);
  }
  rhumb_row_forget(&self->row);
}

// Pages ------------------------------------------------------------------

/// Say which RDF this is, if readers have to know (RDF 1.2 Turtle, 2.10)
static void
put_version(RhumbPage *const page)
{
  const RhumbRdfNeeds *const needs = &page->needs;
  if (needs->triples || needs->directions) {
    rhumb_buf_puts(&page->text,
                   needs->triples ? "VERSION \"1.2\"\n"
                                  : "VERSION \"1.2-basic\"\n");
  }
}

/// Declare the prefixes
static bool
turtle_head(RhumbPage *const page)
{
  put_version(page);
  for (size_t i = 0; i < page->prefixes.count; ++i) {
    const RhumbPrefix *const prefix = &page->prefixes.items[i];
    rhumb_buf_puts(&page->text, "@prefix ");
    rhumb_buf_put(&page->text, prefix->name);
    rhumb_buf_puts(&page->text, ": ");
    rhumb_term_put_iri(&page->text, prefix->iri);
    rhumb_buf_puts(&page->text, " .\n");
  }
  return page->text.len;
}

static RhumbStatus
turtle_put(RhumbPage *const page,
           const RhumbQuadView *const quad,
           const RhumbDiag *const diag)
{
  (void)diag;
  Turtle *const self = (Turtle *)page;
  if (self->row.quads.count && self->row_number != quad->row) {
    end_row(self);
  }
  if (self->row.quads.count || quad->subject->is_of_row ||
      quad->object->is_of_row || quad->graph->is_of_row) {
    rhumb_row_hold(&self->row, quad, !page->sink);
    self->row_number = quad->row;
  } else {
    put_quad(self, quad);
  }
  put_out(self);
  return RHUMB_OK;
}

static void
turtle_end(RhumbPage *const page)
{
  Turtle *const self = (Turtle *)page;
  end_row(self);
  end_graph(self);
}

static void
turtle_forget(RhumbPage *const page)
{
  Turtle *const self = (Turtle *)page;
  self->is_open = false;
  self->graph.term = NULL;
  self->subject.term = NULL;
  self->predicate.term = NULL;
  self->known = (RhumbKnowns){0};
  rhumb_row_forget(&self->row);
}

static void
turtle_close(RhumbPage *const page)
{
  Turtle *const self = (Turtle *)page;
  rhumb_buf_free(&self->graph.text);
  rhumb_buf_free(&self->subject.text);
  rhumb_buf_free(&self->predicate.text);
  rhumb_row_free(&self->row);
}

const RhumbPageKind rhumb_turtle_pages = {.size = sizeof(Turtle),
                                          .separator = 1, // An empty line
                                          .choose = rhumb_turtle_prefixes,
                                          .head = turtle_head,
                                          .put = turtle_put,
                                          .end = turtle_end,
                                          .forget = turtle_forget,
                                          .close = turtle_close};
