// SPDX-License-Identifier: ISC

/// @file qualifiers.c  What tells the statements of one edge apart, in lines.

#include "view/facts.h"

#include "base/utf8.h"
#include "view/objects.h"
#include "view/text.h"

#define MAX_CHARS  56  ///< Of qualifiers in a row
#define MAX_CLAIM  120 ///< Characters of who says it, and of what is said
#define MAX_CLAIMS 4   ///< Lines of them at an edge; the rest is counted

/// In one row, such as "territory, linked · 2021"
static void
put_facts(RhumbBuf *const out, const RhumbFacts *const facts)
{
  const RhumbFact *last = NULL;
  bool is_full = false;
  for (size_t i = 0; i < facts->count + facts->more; ++i) {
    const RhumbFact *const fact = &facts->items[i];
    if (fact->is_source) {
      continue;
    }
    const size_t chars = rhumb_utf8_count(rhumb_buf_str(out));
    is_full = is_full || chars + rhumb_utf8_count(fact->value) > MAX_CHARS;
    if (is_full) {
      continue;
    }
    const bool same = last && rhumb_str_equal(last->name, fact->name);
    rhumb_buf_puts(out, !last ? "" : same ? ", " : " \u00B7 ");
    rhumb_buf_put(out, fact->value);
    last = fact;
  }
  rhumb_buf_puts(out, is_full && out->len ? " \u2026" : "");
}

// Who says what, a line each: "Czech Republic: responsible"

typedef struct {
  RhumbStr by, value;
} Claim;

/// The names of a reifier's values, as "a, b"
static RhumbStr
values_of(const RhumbSelection *const s,
          const uint32_t reifier,
          const RhumbIris *const properties,
          RhumbArena *const arena)
{
  RhumbBuf out = {0};
  RhumbObjects values = rhumb_objects_of(s->index, reifier, properties);
  for (size_t i = 0; rhumb_objects_next(&values); ++i) {
    rhumb_buf_puts(&out, i ? ", " : "");
    rhumb_buf_put(
        &out, rhumb_fact_of(s->namer, values.quad->p, values.quad->o).value);
  }
  const RhumbStr text = rhumb_text_clean(arena, rhumb_buf_str(&out), MAX_CLAIM);
  rhumb_buf_free(&out);
  return text;
}

/// Collect what the statements of an edge say by whom, each pair once
static size_t
find_claims(const RhumbSelection *const s,
            const RhumbEdge *const edge,
            Claim *const claims,
            RhumbArena *const arena)
{
  size_t count = 0;
  for (size_t i = edge->first; i < edge->first + edge->count; ++i) {
    const RhumbStatement *const statement = &s->statements.items[i];
    if (statement->reifier == RHUMB_NO_TERM) {
      continue;
    }
    const RhumbCollapse *const rule = &s->view->collapse.items[statement->rule];
    const RhumbIris first = {rule->show.items, rule->show.count ? 1 : 0};
    const Claim claim = {values_of(s, statement->reifier, &rule->by, arena),
                         values_of(s, statement->reifier, &first, arena)};
    size_t k = 0;
    while (k < count && !(rhumb_str_equal(claims[k].by, claim.by) &&
                          rhumb_str_equal(claims[k].value, claim.value))) {
      ++k;
    }
    claims[k] = claim;
    count += k == count;
  }
  return count;
}

static void
put_claims(RhumbBuf *const out,
           const RhumbSelection *const s,
           const RhumbEdge *const edge)
{
  RhumbArena arena = {0};
  Claim *const claims = RHUMB_NEW(&arena, Claim, edge->count);
  const size_t count = find_claims(s, edge, claims, &arena);
  for (size_t i = 0; i < count && i < MAX_CLAIMS; ++i) {
    const Claim *const claim = &claims[i];
    rhumb_buf_format(
        out,
        "%s%s%.*s%s%.*s",
        out->len ? "\n" : "",
        count > 1 ? "\u2022 " : "",
        RHUMB_FMT(claim->by.len ? claim->by : RHUMB_STR("no one named")),
        claim->value.len ? ": " : "",
        RHUMB_FMT(claim->value));
  }
  if (count > MAX_CLAIMS) {
    rhumb_buf_format(out, "\nand %zu more", count - MAX_CLAIMS);
  }
  rhumb_arena_free(&arena);
}

RhumbStr
rhumb_qualifiers_of(const RhumbSelection *const s,
                    const RhumbEdge *const edge,
                    const RhumbFacts *const facts,
                    RhumbArena *const arena)
{
  RhumbBuf out = {0};
  const uint32_t rule = rhumb_edge_rule(s, edge);
  if (rule != RHUMB_NO_TERM && s->view->collapse.items[rule].by.count) {
    put_claims(&out, s, edge);
  } else {
    put_facts(&out, facts);
  }
  return rhumb_buf_keep(&out, arena);
}
