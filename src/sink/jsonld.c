// SPDX-License-Identifier: ISC

/// @file jsonld.c  JSON-LD 1.1, written directly: a node object for each run of
/// quads with one subject, in a graph object for each run of one named graph.
///
/// A member stands once in an object of JSON. So a property that comes again,
/// and not right behind itself, begins another node object of the same subject,
/// which says the same; no more than one value waits in memory.

#include "sink/jsonld_impl.h"

#include "term/iri.h"

enum {
  MAX_KEYS = 32, ///< Of a node object: a property is sought among them
};

/// The subject or the graph of the run
typedef struct {
  RhumbTermKind kind;
  RhumbBuf text;
  RhumbBuf name; ///< In quotes
  bool is_captured;
} Place;

/// A property as it was written last at its place in a node object: in the next
/// one it is often the same
typedef struct {
  RhumbBuf predicate;
  RhumbBuf name; ///< In quotes; empty: nothing was written here yet
  bool is_type;  ///< "@type" says it
  bool is_captured;
} Key;

typedef struct {
  RhumbPage page; ///< With the prefixes of the context
  Place graph, subject;
  Key keys[MAX_KEYS];
  size_t n_keys;     ///< Of the node object that is open; 0: none is
  size_t n_distinct; ///< The first so many of `keys` are, be they of another
  bool is_bare;      ///< It has no prefixes
  size_t value;      ///< Where in the text the property's only value is
  bool is_array;     ///< The property has several
  bool has_node;     ///< Something stands in the array of the graph object
} Jsonld;

// The parts of a quad ----------------------------------------------------

static RhumbLoc
loc_of(const RhumbQuadView *const quad)
{
  return quad->origin ? *quad->origin : (RhumbLoc){0};
}

/// Refuse an IRI that is none: whatever it stands in, readers leave out
static RhumbStatus
check_iri(const RhumbTerm *const term,
          const RhumbQuadView *const quad,
          const RhumbDiag *const diag)
{
  size_t bad = 0;
  char why[RHUMB_IRI_WHY];
  if (term->kind != RHUMB_TERM_IRI || rhumb_iri_valid(term->text, &bad)) {
    return RHUMB_OK;
  }
  rhumb_iri_explain(why, term->text, bad);
  return rhumb_fail(diag,
                    RHUMB_ERR_VALUE,
                    loc_of(quad),
                    "JSON-LD cannot write <%.*s>, which %s: readers leave out "
                    "what it stands in; write nquads",
                    RHUMB_FMT(term->text),
                    why);
}

static void
copy(RhumbBuf *const out, const RhumbStr text)
{
  out->len = 0;
  rhumb_buf_put(out, text);
}

static bool
is_at(const Place *const place, const RhumbTerm *const term)
{
  return place->kind == term->kind &&
         rhumb_str_equal(rhumb_buf_str(&place->text), term->text);
}

static RhumbStatus
move(const Jsonld *const self,
     Place *const place,
     const RhumbTerm *const term,
     const RhumbQuadView *const quad,
     const RhumbDiag *const diag)
{
  RHUMB_TRY(check_iri(term, quad, diag));
  const RhumbJsonldName name = rhumb_jsonld_name(&self->page.prefixes, term);
  copy(&place->text, term->text);
  place->kind = term->kind;
  place->is_captured = name.is_captured;
  place->name.len = 0;
  rhumb_jsonld_put_name(&place->name, &name, false);
  return RHUMB_OK;
}

/// True if "@type" says it, which has no literals
static bool
is_type(const RhumbQuadView *const quad)
{
  return quad->object->kind != RHUMB_TERM_LITERAL &&
         rhumb_str_equal(quad->predicate->text, RHUMB_STR(RHUMB_RDF_TYPE));
}

static bool
is_key(const Key *const key, const RhumbQuadView *const quad)
{
  return key->name.len && key->is_type == is_type(quad) &&
         rhumb_str_equal(rhumb_buf_str(&key->predicate), quad->predicate->text);
}

/// Set the key at a place of the open node object, or the next: none of those
/// before it is the quad's
static RhumbStatus
set_key(Jsonld *const self,
        const size_t at,
        const RhumbQuadView *const quad,
        const RhumbDiag *const diag)
{
  Key *const key = &self->keys[at];
  const RhumbTerm *const predicate = quad->predicate;
  if (is_key(key, quad)) {
    self->n_distinct = self->n_distinct > at ? self->n_distinct : at + 1;
    return RHUMB_OK;
  }
  RHUMB_TRY(check_iri(predicate, quad, diag));
  const RhumbJsonldName name =
      rhumb_jsonld_name(&self->page.prefixes, predicate);
  copy(&key->predicate, predicate->text);
  key->is_type = is_type(quad);
  key->is_captured = !key->is_type && name.is_captured;
  key->name.len = 0;
  if (key->is_type) {
    rhumb_buf_puts(&key->name, "\"@type\"");
  } else {
    rhumb_jsonld_put_name(&key->name, &name, false);
  }
  self->n_distinct = at + 1;
  return RHUMB_OK;
}

/// The object of a quad, and how it or its datatype is called
typedef struct {
  const RhumbTerm *term;
  RhumbTerm datatype;
  RhumbJsonldName name; ///< Of a literal without datatype: of no term
} Object;

static RhumbStatus
set_object(const Jsonld *const self,
           Object *const out,
           const RhumbQuadView *const quad,
           const RhumbDiag *const diag)
{
  const RhumbTerm *const term = quad->object;
  const bool is_literal = term->kind == RHUMB_TERM_LITERAL;
  const bool is_typed = is_literal && rhumb_datatype(term->datatype).len;
  *out = (Object){.term = term, .datatype = rhumb_iri(term->datatype)};
  const RhumbTerm *const named = is_literal ? &out->datatype : term;
  if (!is_literal || is_typed) {
    RHUMB_TRY(check_iri(named, quad, diag));
    out->name = rhumb_jsonld_name(&self->page.prefixes, named);
  }
  return RHUMB_OK;
}

// Objects of JSON --------------------------------------------------------

/// True if a graph object is open, in which the nodes stand
static bool
is_in_graph(const Jsonld *const self)
{
  return self->graph.kind != RHUMB_TERM_NONE;
}

/// Begin a line for a member of an object, by whether a graph object is around
static void
indent(Jsonld *const self, const bool is_inner)
{
  rhumb_buf_puts(&self->page.text, is_inner ? "\n          " : "\n      ");
}

/// Begin an object that is about `place`, the nodes of which are written
/// without prefixes if it `is_bare`
static void
begin_object(Jsonld *const self,
             const Place *const place,
             const bool is_inner,
             const bool is_bare)
{
  RhumbBuf *const line = &self->page.text;
  rhumb_buf_puts(line, is_inner && !self->has_node ? "" : ",");
  rhumb_buf_puts(line, is_inner ? "\n        {" : "\n    {");
  self->has_node = is_inner;
  // Where the graph object has no prefixes there are none to be forgotten
  if (is_bare && !(is_inner && self->graph.is_captured)) {
    indent(self, is_inner);
    rhumb_buf_puts(line, "\"@context\": null,");
  }
  indent(self, is_inner);
  rhumb_buf_puts(line, "\"@id\": ");
  if (is_bare && place->kind == RHUMB_TERM_IRI) {
    rhumb_jsonld_put_text(line, rhumb_buf_str(&place->text));
  } else {
    rhumb_buf_put(line, rhumb_buf_str(&place->name));
  }
}

/// End the open node object, if there is one
static void
end_node(Jsonld *const self)
{
  if (self->n_keys) {
    rhumb_buf_puts(&self->page.text, self->is_array ? "]" : "");
    rhumb_buf_puts(&self->page.text,
                   is_in_graph(self) ? "\n        }" : "\n    }");
    self->n_keys = 0;
    self->is_array = false;
    rhumb_page_flush(&self->page);
  }
}

/// End the open graph object, if there is one
static void
end_graph(Jsonld *const self)
{
  end_node(self);
  if (is_in_graph(self)) {
    rhumb_buf_puts(&self->page.text, "\n      ]\n    }");
    rhumb_page_flush(&self->page);
  }
}

static void
begin_graph(Jsonld *const self)
{
  if (is_in_graph(self)) {
    begin_object(self, &self->graph, false, self->graph.is_captured);
    rhumb_buf_puts(&self->page.text, ",");
    indent(self, false);
    rhumb_buf_puts(&self->page.text, "\"@graph\": [");
  }
}

// Members and values -----------------------------------------------------

/// Begin the member of the open object that `key` is
static void
begin_member(Jsonld *const self, const Key *const key)
{
  RhumbBuf *const line = &self->page.text;
  rhumb_buf_puts(line, self->is_array ? "]," : ",");
  rhumb_page_flush(&self->page);
  indent(self, is_in_graph(self));
  if (self->is_bare && !key->is_type) {
    rhumb_jsonld_put_text(line, rhumb_buf_str(&key->predicate));
  } else {
    rhumb_buf_put(line, rhumb_buf_str(&key->name));
  }
  rhumb_buf_puts(line, ": ");
  self->value = line->len;
  self->is_array = false;
  ++self->n_keys;
}

/// Go on to another value: those of the member become an array
static void
next_value(Jsonld *const self)
{
  RhumbBuf *const line = &self->page.text;
  if (!self->is_array) {
    rhumb_buf_putc(line, ' ');
    char *const value = line->data + self->value;
    memmove(value + 1, value, line->len - self->value - 1);
    *value = '[';
    self->is_array = true;
  }
  rhumb_buf_puts(line, ", ");
  rhumb_page_flush(&self->page);
}

static void
put_value(Jsonld *const self, const Key *const key, const Object *const object)
{
  RhumbBuf *const line = &self->page.text;
  if (object->term->kind == RHUMB_TERM_LITERAL) {
    rhumb_jsonld_put_literal(line, object->term, &object->name, self->is_bare);
    return;
  }
  rhumb_buf_puts(line, key->is_type ? "" : "{\"@id\": ");
  rhumb_jsonld_put_name(line, &object->name, self->is_bare);
  rhumb_buf_puts(line, key->is_type ? "" : "}");
}

// Pages ------------------------------------------------------------------

/// Begin the document's array
static bool
jsonld_head(RhumbPage *const page)
{
  rhumb_buf_puts(&page->text, "{\n");
  rhumb_jsonld_put_context(&page->text, &page->prefixes);
  rhumb_buf_puts(&page->text, "  \"@graph\": [");
  return false;
}

/// Go where the quad's graph and subject are
static RhumbStatus
go(Jsonld *const self,
   const RhumbQuadView *const quad,
   const RhumbDiag *const diag)
{
  if (!is_at(&self->graph, quad->graph)) {
    end_graph(self);
    RHUMB_TRY(move(self, &self->graph, quad->graph, quad, diag));
    begin_graph(self);
  }
  if (!is_at(&self->subject, quad->subject)) {
    end_node(self);
    RHUMB_TRY(move(self, &self->subject, quad->subject, quad, diag));
  }
  return RHUMB_OK;
}

/// Where in the open node object the quad's property stands: last, or next;
/// MAX_KEYS if it has room for it no more. Where nodes are alike, it is the one
/// that stood there before, and none of those before it.
static size_t
place_of(const Jsonld *const self, const RhumbQuadView *const quad)
{
  const size_t count = self->n_keys;
  if (count && is_key(&self->keys[count - 1], quad)) {
    return count - 1;
  }
  if (count < self->n_distinct && is_key(&self->keys[count], quad)) {
    return count;
  }
  for (size_t i = 0; i + 1 < count; ++i) {
    if (is_key(&self->keys[i], quad)) {
      return MAX_KEYS;
    }
  }
  return count;
}

static RhumbStatus
jsonld_put(RhumbPage *const page,
           const RhumbQuadView *const quad,
           const RhumbDiag *const diag)
{
  Jsonld *const self = (Jsonld *)page;
  Object object;
  RHUMB_TRY(
      rhumb_sink_check_1_1(page->syntax, quad->object, quad->origin, diag));
  RHUMB_TRY(go(self, quad, diag));
  RHUMB_TRY(set_object(self, &object, quad, diag));
  size_t at = place_of(self, quad);
  if (at == MAX_KEYS) {
    end_node(self);
    at = 0;
  }
  RHUMB_TRY(set_key(self, at, quad, diag));
  const bool is_bare = self->graph.is_captured || self->subject.is_captured ||
                       self->keys[at].is_captured || object.name.is_captured;
  if (self->n_keys && is_bare != self->is_bare) {
    end_node(self);
    at = 0;
    RHUMB_TRY(set_key(self, at, quad, diag));
  }
  if (!self->n_keys) {
    begin_object(self, &self->subject, is_in_graph(self), is_bare);
    self->is_bare = is_bare;
  }
  if (at == self->n_keys) {
    begin_member(self, &self->keys[at]);
  } else {
    next_value(self);
  }
  put_value(self, &self->keys[at], &object);
  return RHUMB_OK;
}

static void
jsonld_end(RhumbPage *const page)
{
  end_graph((Jsonld *)page);
}

static void
jsonld_forget(RhumbPage *const page)
{
  Jsonld *const self = (Jsonld *)page;
  self->n_keys = 0;
  self->is_array = false;
  self->graph.kind = RHUMB_TERM_NONE;
  self->graph.text.len = 0;
  self->graph.is_captured = false;
}

static void
jsonld_tail(RhumbPage *const page, const bool has_quads)
{
  rhumb_buf_puts(&page->text, has_quads ? "\n  ]\n}\n" : "]\n}\n");
}

static void
free_place(Place *const place)
{
  rhumb_buf_free(&place->text);
  rhumb_buf_free(&place->name);
}

static void
jsonld_close(RhumbPage *const page)
{
  Jsonld *const self = (Jsonld *)page;
  free_place(&self->graph);
  free_place(&self->subject);
  for (size_t i = 0; i < MAX_KEYS; ++i) {
    rhumb_buf_free(&self->keys[i].predicate);
    rhumb_buf_free(&self->keys[i].name);
  }
}

const RhumbPageKind rhumb_jsonld_pages = {.size = sizeof(Jsonld),
                                          .separator = 1, // A comma
                                          .choose = rhumb_jsonld_prefixes,
                                          .head = jsonld_head,
                                          .put = jsonld_put,
                                          .end = jsonld_end,
                                          .forget = jsonld_forget,
                                          .tail = jsonld_tail,
                                          .close = jsonld_close};
